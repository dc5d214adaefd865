package io.clavis.lifecycle;

import io.clavis.applicationcredential.ApplicationCredentialDeletion;
import io.clavis.assignment.Assignments;
import io.clavis.assignment.Roles;
import io.clavis.catalog.Endpoints;
import io.clavis.catalog.Regions;
import io.clavis.catalog.Services;
import io.clavis.credential.Credentials;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.domainconfig.DomainConfigs;
import io.clavis.endpointfilter.EndpointGroups;
import io.clavis.endpointfilter.ProjectEndpoints;
import io.clavis.endpointpolicy.PolicyAssociations;
import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Protocols;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.limit.Limits;
import io.clavis.oauth1.Consumers;
import io.clavis.oauth1.Oauth1Deletion;
import io.clavis.resource.Projects;
import io.clavis.token.RevocationEvent.Attribute;
import io.clavis.token.Revocations;
import io.clavis.trust.Trusts;
import java.util.ArrayList;
import java.util.List;

/**
 * The deletions that reach beyond one capability. Each is one transaction: all of it happens, or nothing. The
 * capability that owns the thing decides first whether it may go.
 */
public final class Lifecycle {
    private final Database database;
    private final Projects projects;
    private final Users users;
    private final Groups groups;
    private final Roles roles;
    private final Assignments assignments;
    private final Revocations revocations;
    private final Credentials credentials;
    private final Limits limits;
    private final CatalogParts catalog;

    private final DomainConfigs domainConfigs;
    private final Consumers consumers;
    private final IdentityProviders identityProviders;
    private final Protocols protocols;
    private final Trusts trusts;
    private final ApplicationCredentialDeletion applicationCredentials = new ApplicationCredentialDeletion();
    private final Oauth1Deletion oauth1Tokens = new Oauth1Deletion();

    /** The catalog and what narrows it. */
    public record CatalogParts(
            Regions regions,
            Services services,
            Endpoints endpoints,
            ProjectEndpoints projectEndpoints,
            EndpointGroups endpointGroups,
            PolicyAssociations policyAssociations) {}

    public Lifecycle(
            Database database,
            Projects projects,
            Users users,
            Groups groups,
            Roles roles,
            Assignments assignments,
            Revocations revocations,
            Credentials credentials,
            Limits limits,
            CatalogParts catalog,
            DomainConfigs domainConfigs,
            Consumers consumers,
            IdentityProviders identityProviders,
            Protocols protocols,
            Trusts trusts) {
        this.database = database;
        this.projects = projects;
        this.users = users;
        this.groups = groups;
        this.roles = roles;
        this.assignments = assignments;
        this.revocations = revocations;
        this.credentials = credentials;
        this.limits = limits;
        this.catalog = catalog;
        this.domainConfigs = domainConfigs;
        this.consumers = consumers;
        this.identityProviders = identityProviders;
        this.protocols = protocols;
        this.trusts = trusts;
    }

    /** Deletes a user: passwords, memberships, assignments, credentials, delegations, tokens. */
    public void deleteUser(Origin origin, String id) {
        write(origin, tx -> deleteUser(tx, id));
    }

    /** Deletes a group: memberships, assignments. */
    public void deleteGroup(Origin origin, String id) {
        write(origin, tx -> deleteGroup(tx, id));
    }

    /**
     * Deletes a project: assignments on it, credentials, application credentials and trusts for it, its limits, which
     * endpoints it sees, its tokens; it is nobody's default project any more.
     */
    public void deleteProject(Origin origin, String id) {
        write(origin, tx -> {
            projects.deleteProject(tx, id);
            forgetProjects(tx, List.of(id));
        });
    }

    /**
     * Deletes a domain: its configuration, identity providers, projects, users and groups, and all that goes with each
     * of them; its roles stay, as upstream has it.
     */
    public void deleteDomain(Origin origin, String id) {
        write(origin, tx -> {
            var gone = new ArrayList<>(projects.deleteDomain(tx, id));
            gone.add(id);
            forgetProjects(tx, gone);
            assignments.deleteForDomain(tx, id);
            domainConfigs.deleteForDomain(tx, id);
            identityProviders.idsOfDomain(tx, id).forEach(provider -> deleteIdentityProvider(tx, provider));
            users.idsOfDomain(tx, id).forEach(user -> deleteUser(tx, user));
            groups.idsOfDomain(tx, id).forEach(group -> deleteGroup(tx, group));
        });
    }

    /** Deletes a role: its assignments and what it implies; nobody delegates it any more. */
    public void deleteRole(Origin origin, String id) {
        write(origin, tx -> {
            tx.lock(Entity.ROLE, id);
            assignments.deleteForRole(tx, id);
            roles.delete(tx, id);
            applicationCredentials.forgetRole(tx, id);
        });
    }

    /** Deletes an endpoint: which projects see it, its policy. */
    public void deleteEndpoint(Origin origin, String id) {
        write(origin, tx -> {
            tx.lock(Entity.ENDPOINT, id);
            catalog.endpoints().delete(tx, id);
            catalog.policyAssociations().deleteForEndpoints(tx, List.of(id));
        });
    }

    /** Deletes a service: its endpoints and all that goes with each of them, its policies. */
    public void deleteService(Origin origin, String id) {
        write(origin, tx -> {
            var endpoints = catalog.services().delete(tx, id);
            catalog.policyAssociations().deleteForEndpoints(tx, endpoints);
            catalog.policyAssociations().deleteForService(tx, id);
        });
    }

    /** Deletes a region: those below it, their policies. */
    public void deleteRegion(Origin origin, String id) {
        write(origin, tx -> {
            var regions = catalog.regions().delete(tx, id);
            catalog.policyAssociations().deleteForRegions(tx, regions);
        });
    }

    /** Deletes a consumer: what it was granted, and the tokens that it got. */
    public void deleteConsumer(Origin origin, String id) {
        write(origin, tx -> {
            consumers.delete(tx, id);
            revocations.record(tx, Attribute.CONSUMER_ID, List.of(id));
        });
    }

    /**
     * Deletes an identity provider: its protocols, its users' links to it and the memberships that it gave, the users
     * who are known by it only. Its domain stays.
     */
    public void deleteIdentityProvider(Origin origin, String id) {
        write(origin, tx -> deleteIdentityProvider(tx, id));
    }

    /** Deletes an identity provider's protocol: its users' links to it, the users who are known by it only. */
    public void deleteProtocol(Origin origin, String idpId, String id) {
        write(origin, tx -> {
            var nameless = users.forgetProtocol(tx, idpId, id);
            protocols.delete(tx, idpId, id);
            nameless.forEach(user -> deleteUser(tx, user));
        });
    }

    private void deleteIdentityProvider(Transaction tx, String id) {
        var nameless = users.forgetIdentityProvider(tx, id);
        identityProviders.delete(tx, id);
        nameless.forEach(user -> deleteUser(tx, user));
    }

    /** Deletes a trust: those that were made by it, and the tokens of them all. */
    public void deleteTrust(Origin origin, String id) {
        write(origin, tx -> revocations.record(tx, Attribute.TRUST_ID, trusts.delete(tx, id)));
    }

    private void deleteUser(Transaction tx, String id) {
        users.delete(tx, id);
        assignments.deleteForUser(tx, id);
        credentials.deleteForUser(tx, id);
        applicationCredentials.deleteForUser(tx, id);
        oauth1Tokens.deleteForUser(tx, id);
        trusts.deleteForUser(tx, id);
    }

    private void deleteGroup(Transaction tx, String id) {
        var members = groups.memberIds(tx, id);
        groups.delete(tx, id);
        if (assignments.deleteForGroup(tx, id)) {
            revocations.record(tx, Attribute.USER_ID, members);
        }
    }

    private void forgetProjects(Transaction tx, List<String> ids) {
        for (var id : ids) {
            assignments.deleteForProject(tx, id);
            credentials.deleteForProject(tx, id);
            applicationCredentials.deleteForProject(tx, id);
            trusts.deleteForProject(tx, id);
            users.forgetDefaultProject(tx, id);
        }
        oauth1Tokens.deleteForProjects(tx, ids);
        limits.deleteForProjects(tx, ids);
        catalog.projectEndpoints().deleteForProjects(tx, ids);
        catalog.endpointGroups().deleteForProjects(tx, ids);
        revocations.projectsDeleted(tx, ids);
    }

    private interface Steps {
        void run(Transaction tx);
    }

    private void write(Origin origin, Steps steps) {
        database.write(origin, tx -> {
            steps.run(tx);
            return true;
        });
    }
}
