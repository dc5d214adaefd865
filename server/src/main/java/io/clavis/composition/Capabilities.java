package io.clavis.composition;

import io.clavis.applicationcredential.AccessRules;
import io.clavis.applicationcredential.ApplicationCredentialDeletion;
import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.assignment.Assignments;
import io.clavis.assignment.Grants;
import io.clavis.assignment.ImpliedRoles;
import io.clavis.assignment.RoleLoss;
import io.clavis.assignment.Roles;
import io.clavis.catalog.Catalog;
import io.clavis.catalog.Endpoints;
import io.clavis.catalog.Regions;
import io.clavis.catalog.Services;
import io.clavis.config.ApplicationCredentialOptions;
import io.clavis.config.AssignmentOptions;
import io.clavis.config.Configuration;
import io.clavis.config.RoleOptions;
import io.clavis.config.UnifiedLimitOptions;
import io.clavis.credential.CredentialSettings;
import io.clavis.credential.Credentials;
import io.clavis.crypto.credential.CredentialCipher;
import io.clavis.crypto.password.Passwords;
import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.domainconfig.DomainConfigSettings;
import io.clavis.domainconfig.DomainConfigs;
import io.clavis.endpointfilter.EndpointGroups;
import io.clavis.endpointfilter.ProjectEndpoints;
import io.clavis.endpointpolicy.Policies;
import io.clavis.endpointpolicy.PolicyAssociations;
import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Mappings;
import io.clavis.federation.Protocols;
import io.clavis.federation.ServiceProviders;
import io.clavis.identity.Groups;
import io.clavis.identity.IdMappings;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.Memberships;
import io.clavis.identity.ShadowUsers;
import io.clavis.identity.Users;
import io.clavis.limit.EnforcementModel;
import io.clavis.limit.Limits;
import io.clavis.limit.RegisteredLimits;
import io.clavis.oauth1.AccessTokens;
import io.clavis.oauth1.Consumers;
import io.clavis.oauth1.Oauth1Settings;
import io.clavis.oauth1.RequestTokens;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import io.clavis.token.Revocations;
import io.clavis.trust.TrustSettings;
import io.clavis.trust.Trusts;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The rules of every capability, wired to one database: what the API and {@code keystone-manage} both work on.
 *
 * @param position where the change feed stood before anything was read
 */
public record Capabilities(
        Database database,
        Passwords passwords,
        long position,
        Revocations revocations,
        Projects projects,
        Users users,
        Memberships memberships,
        Groups groups,
        Roles roles,
        ImpliedRoles impliedRoles,
        Grants grants,
        Assignments assignments,
        ApplicationCredentials applicationCredentials,
        AccessRules accessRules,
        Trusts trusts,
        Regions regions,
        Services services,
        Endpoints endpoints,
        Catalog catalog,
        KeySources keys,
        Credentials credentials,
        RegisteredLimits registeredLimits,
        Limits limits,
        ProjectEndpoints projectEndpoints,
        EndpointGroups endpointGroups,
        Policies policies,
        PolicyAssociations policyAssociations,
        DomainConfigs domainConfigs,
        Consumers consumers,
        RequestTokens requestTokens,
        AccessTokens accessTokens,
        IdentityProviders identityProviders,
        Protocols protocols,
        Mappings mappings,
        ServiceProviders serviceProviders,
        ShadowUsers shadowUsers,
        IdMappings idMappings)
        implements AutoCloseable {
    /** Opens the database that the configuration names and wires everything to it. */
    public static Capabilities open(Configuration configuration) {
        return open(configuration, Connections.database(configuration));
    }

    /** Wires everything to a database that is open, and from now on its to close. */
    static Capabilities open(Configuration configuration, Database database) {
        try {
            Connections.requireSchema(database);
            database.nodes().readClock();
            return wire(configuration, database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static Capabilities wire(Configuration configuration, Database database) {
        var clock = database.nodes().clock();
        var identity = IdentitySettings.of(configuration);
        RoleLoss delegations = new ApplicationCredentialDeletion()::deleteForUserOnProject;
        var passwords = new Passwords(Settings.passwords(configuration), new SecureRandom());
        var position = database.changes().latest();
        var revocations = Revocations.start(database, Settings.revocationAge(configuration), clock);
        var projects = new Projects(database, ResourceSettings.of(configuration));
        var users = new Users(database, projects, passwords, identity, revocations::userChanged, clock);
        var memberships = new Memberships(database, identity, revocations::userChanged, clock);
        var groups = new Groups(database, projects, identity, memberships);
        var roles = new Roles(database, ListLimits.of(configuration, RoleOptions.LIST_LIMIT));
        var limitLists = ListLimits.ofClients(configuration);
        var limitModel = EnforcementModel.of(configuration.get(UnifiedLimitOptions.ENFORCEMENT_MODEL));
        var assignments = new Assignments(database, groups, projects, delegations);
        var impliedRoles = new ImpliedRoles(database, configuration.get(AssignmentOptions.PROHIBITED_IMPLIED_ROLE));
        var oauth1 = Oauth1Settings.of(configuration);
        var redelegations = TrustSettings.of(configuration).maxRedelegationCount();
        var keys = KeySources.of(configuration, database);
        var cipher = new CredentialCipher(keys.credentials(), clock, new SecureRandom());
        var credentials = new Credentials(database, cipher, CredentialSettings.of(configuration));
        return new Capabilities(
                database,
                passwords,
                position,
                revocations,
                projects,
                users,
                memberships,
                groups,
                roles,
                impliedRoles,
                new Grants(database, roles, projects),
                assignments,
                applicationCredentials(configuration, database, assignments, passwords),
                new AccessRules(database),
                new Trusts(database, users, assignments, impliedRoles, redelegations, clock),
                new Regions(database),
                new Services(database),
                new Endpoints(database),
                new Catalog(database, Settings.catalog(configuration)),
                keys.with(credentials),
                credentials,
                new RegisteredLimits(database, limitLists),
                new Limits(database, limitModel, limitLists),
                new ProjectEndpoints(database),
                new EndpointGroups(database),
                new Policies(database),
                new PolicyAssociations(database),
                new DomainConfigs(database, DomainConfigSettings.of(configuration)),
                new Consumers(database),
                new RequestTokens(database, projects, assignments, oauth1.requestTokens(), clock, new SecureRandom()),
                new AccessTokens(database, impliedRoles, oauth1.accessTokens(), clock),
                new IdentityProviders(database, projects, ListLimits.ofClients(configuration)),
                new Protocols(database),
                new Mappings(database),
                new ServiceProviders(database, ListLimits.ofClients(configuration)),
                new ShadowUsers(database, identity, revocations::groupsChanged, clock),
                new IdMappings(database));
    }

    private static ApplicationCredentials applicationCredentials(
            Configuration configuration, Database database, Assignments assignments, Passwords passwords) {
        var userLimit = configuration.get(ApplicationCredentialOptions.USER_LIMIT);
        return new ApplicationCredentials(
                database, assignments, passwords, userLimit, database.nodes().clock());
    }

    /** The time by which everything here goes. */
    public InstantSource clock() {
        return database.nodes().clock();
    }

    /** Stops what runs in the background and closes the database. */
    @Override
    public void close() {
        keys.close();
        revocations.close();
        passwords.close();
        database.close();
    }
}
