package io.clavis.composition;

import io.clavis.applicationcredential.AccessRuleApi;
import io.clavis.applicationcredential.ApplicationCredentialApi;
import io.clavis.assignment.GrantsApi;
import io.clavis.assignment.ImpliedRolesApi;
import io.clavis.assignment.RoleAssignmentsApi;
import io.clavis.assignment.RolesApi;
import io.clavis.assignment.SystemGrantsApi;
import io.clavis.auth.ApplicationCredentialMethod;
import io.clavis.auth.AuthApi;
import io.clavis.auth.AuthSettings;
import io.clavis.auth.Authenticator;
import io.clavis.catalog.EndpointApi;
import io.clavis.catalog.RegionApi;
import io.clavis.catalog.ServiceApi;
import io.clavis.config.CatalogOptions;
import io.clavis.config.Configuration;
import io.clavis.config.IdentityOptions;
import io.clavis.config.PolicyOptions;
import io.clavis.config.TokenOptions;
import io.clavis.credential.CredentialApi;
import io.clavis.credential.CredentialSettings;
import io.clavis.credential.Ec2CredentialApi;
import io.clavis.crypto.token.AuditIds;
import io.clavis.crypto.token.FernetTokens;
import io.clavis.db.ChangeFollower;
import io.clavis.db.ListLimits;
import io.clavis.domainconfig.DomainConfigApi;
import io.clavis.endpointfilter.EndpointGroupApi;
import io.clavis.endpointfilter.EndpointGroupProjectApi;
import io.clavis.endpointfilter.ProjectEndpointApi;
import io.clavis.endpointpolicy.EndpointPolicies;
import io.clavis.endpointpolicy.EndpointPolicyApi;
import io.clavis.endpointpolicy.PolicyApi;
import io.clavis.endpointpolicy.PolicyAssociationApi;
import io.clavis.http.Discovery;
import io.clavis.http.Gateway;
import io.clavis.http.HealthCheck;
import io.clavis.http.Listener;
import io.clavis.http.Operations;
import io.clavis.identity.FreshPasscode;
import io.clavis.identity.GroupApi;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.PasscodeCheck;
import io.clavis.identity.UserApi;
import io.clavis.identity.UserRelationsApi;
import io.clavis.lifecycle.Lifecycle;
import io.clavis.limit.LimitApi;
import io.clavis.limit.RegisteredLimitApi;
import io.clavis.oauth1.ConsumerApi;
import io.clavis.policy.Enforcer;
import io.clavis.resource.DomainApi;
import io.clavis.resource.ProjectApi;
import io.clavis.resource.ResourceSettings;
import io.clavis.token.RevocationApi;
import io.clavis.token.TokenApi;
import io.clavis.token.TokenSettings;
import io.clavis.token.TokenSources;
import io.clavis.token.Tokens;
import io.clavis.token.UserTokensApi;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: the whole service, put together by hand. Reads from top to bottom: what each part needs stands
 * in its constructor call.
 */
public final class Keystone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keystone.class);
    private final Capabilities capabilities;
    private final Enforcer enforcer;
    private final ChangeFollower follower;
    private final Listener listener;

    private Keystone(Capabilities capabilities, Enforcer enforcer, ChangeFollower follower, Listener listener) {
        this.capabilities = capabilities;
        this.enforcer = enforcer;
        this.follower = follower;
        this.listener = listener;
    }

    /** Refuses an address that another process listens on, before anything else is done for it. */
    public static void requireFree(String host, int port) {
        try {
            Listener.requireFree(host, port);
        } catch (UncheckedIOException taken) {
            throw StartFailure.cannotListen(host, port, taken);
        }
    }

    /** Starts to serve. What the operator can mend is thrown as {@link StartFailure} or a failure that it tells. */
    public static Keystone start(Configuration configuration) {
        configuration.warnings().forEach(warning -> LOG.warn("{}", warning));
        var capabilities = Capabilities.open(configuration);
        try {
            return start(configuration, capabilities);
        } catch (RuntimeException failure) {
            capabilities.close();
            throw failure;
        }
    }

    static Keystone start(Configuration configuration, Capabilities capabilities) {
        var settings = Settings.listener(configuration);
        var enforcer = Enforcer.create(Settings.policy(configuration), InstantSource.system());
        try {
            var tokens = tokens(configuration, capabilities);
            var operations = operations(configuration, capabilities, tokens);
            var gateway = new Gateway(operations, tokens, enforcer, Settings.gateway(configuration));
            var follower = ChangeFollower.start(
                    capabilities.database(),
                    capabilities.position(),
                    List.of(capabilities.revocations(), tokens.listener()));
            return new Keystone(capabilities, enforcer, follower, listen(settings, gateway, follower));
        } catch (RuntimeException failure) {
            enforcer.close();
            throw failure;
        }
    }

    private static Listener listen(Listener.Settings settings, Gateway gateway, ChangeFollower follower) {
        try {
            var listener = Listener.start(settings, gateway);
            LOG.info("listening on {}:{}", settings.host(), listener.port());
            return listener;
        } catch (UncheckedIOException unbound) {
            follower.close();
            throw StartFailure.cannotListen(settings.host(), settings.port(), unbound);
        } catch (IllegalArgumentException unusable) {
            follower.close();
            throw new StartFailure("[clavis] tls_cert_file and tls_key_file: " + unusable.getMessage() + ".", unusable);
        }
    }

    static Tokens tokens(Configuration configuration, Capabilities capabilities) {
        if (!configuration.get(TokenOptions.PROVIDER).equals("fernet")) {
            throw new StartFailure("[token] provider: only fernet is there.");
        }
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var keys = Keys.of(configuration).tokens().open();
        keys.keys();
        var fernet = new FernetTokens(
                keys,
                AuthSettings.of(configuration).methods(),
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID),
                clock,
                random);
        return new Tokens(
                fernet,
                new AuditIds(random),
                new TokenSources(
                        capabilities.users(),
                        capabilities.projects(),
                        capabilities.assignments(),
                        capabilities.applicationCredentials(),
                        capabilities.catalog()),
                capabilities.revocations(),
                capabilities.database(),
                TokenSettings.of(configuration),
                clock);
    }

    /** Every operation of the service. */
    static Operations operations(Configuration configuration, Capabilities c, Tokens tokens) {
        var api = new Operations();
        var resource = ResourceSettings.of(configuration);
        var identity = IdentitySettings.of(configuration);
        var catalogLists = ListLimits.of(configuration, CatalogOptions.LIST_LIMIT);
        var lifecycle = new Lifecycle(
                c.database(),
                c.projects(),
                c.users(),
                c.groups(),
                c.roles(),
                c.assignments(),
                c.revocations(),
                c.credentials(),
                c.limits(),
                new Lifecycle.CatalogParts(
                        c.regions(),
                        c.services(),
                        c.endpoints(),
                        c.projectEndpoints(),
                        c.endpointGroups(),
                        c.policyAssociations()),
                c.domainConfigs(),
                c.consumers());
        var applicationCredential =
                new ApplicationCredentialMethod(c.applicationCredentials(), c.users(), c.projects());
        var authenticator = new Authenticator(
                tokens,
                c.users(),
                c.projects(),
                c.assignments(),
                AuthSettings.of(configuration),
                List.of(applicationCredential));
        // One-time passcodes cannot be verified before their method is there: whoever needs one is refused.
        PasscodeCheck passcodes = (userId, passcode) -> false;
        var freshPasscode = new FreshPasscode(c.users(), identity.freshPasscode(), passcodes);
        var limits = new LimitApi(c.limits(), c.projects());

        new Discovery(api).declare();
        new HealthCheck(Settings.health(configuration)).declare(api);
        new AuthApi(authenticator, tokens, c.projects(), c.assignments(), c.catalog()).declare(api);
        new TokenApi(tokens, configuration.get(TokenOptions.REVOKE_BY_ID)).declare(api);
        new RevocationApi(c.revocations()).declare(api);
        new UserTokensApi(c.database(), c.users(), c.revocations()).declare(api);
        new ConsumerApi(c.consumers(), lifecycle::deleteConsumer).declare(api);
        new DomainApi(c.projects(), lifecycle::deleteDomain).declare(api);
        new DomainConfigApi(c.domainConfigs(), c.projects()).declare(api);
        new ProjectApi(
                        c.projects(),
                        resource,
                        lifecycle::deleteProject,
                        lifecycle::deleteDomain,
                        c.assignments()::projectIdsOf,
                        limits::ofProjects)
                .declare(api);
        new UserApi(c.users(), identity, lifecycle::deleteUser, passcodes).declare(api);
        new UserRelationsApi(c.users(), c.memberships(), c.projects(), c.assignments()::projectIdsOf, identity)
                .declare(api);
        new GroupApi(c.groups(), c.users(), c.memberships(), identity, lifecycle::deleteGroup).declare(api);
        new RolesApi(c.roles(), lifecycle::deleteRole).declare(api);
        new ImpliedRolesApi(c.roles(), c.impliedRoles()).declare(api);
        new GrantsApi(c.grants(), c.roles(), c.users(), c.groups(), c.projects()).declare(api);
        new SystemGrantsApi(c.grants(), c.roles(), c.users(), c.groups(), c.projects()).declare(api);
        new RoleAssignmentsApi(c.database(), c.roles(), c.users(), c.groups(), c.projects()).declare(api);
        new ApplicationCredentialApi(
                        c.applicationCredentials(),
                        c.roles(),
                        c.impliedRoles(),
                        InstantSource.system(),
                        new SecureRandom())
                .declare(api);
        new AccessRuleApi(c.accessRules(), c.users()).declare(api);
        new CredentialApi(c.credentials(), CredentialSettings.of(configuration), freshPasscode).declare(api);
        new Ec2CredentialApi(c.credentials(), c.users(), c.projects()).declare(api);
        new RegisteredLimitApi(c.registeredLimits()).declare(api);
        limits.declare(api);
        new RegionApi(c.regions(), lifecycle::deleteRegion, catalogLists).declare(api);
        new ServiceApi(c.services(), lifecycle::deleteService, catalogLists).declare(api);
        new EndpointApi(c.endpoints(), lifecycle::deleteEndpoint, catalogLists).declare(api);
        new ProjectEndpointApi(c.projectEndpoints(), c.endpoints(), c.projects()).declare(api);
        new EndpointGroupApi(c.endpointGroups(), c.endpoints(), catalogLists).declare(api);
        new EndpointGroupProjectApi(c.endpointGroups(), c.projects()).declare(api);
        new PolicyApi(c.policies(), ListLimits.of(configuration, PolicyOptions.LIST_LIMIT)).declare(api);
        new PolicyAssociationApi(c.policies(), c.policyAssociations(), c.endpoints(), c.services(), c.regions())
                .declare(api);
        new EndpointPolicyApi(
                        new EndpointPolicies(c.policyAssociations(), c.endpoints(), c.regions()),
                        c.policies(),
                        c.endpoints())
                .declare(api);
        return api;
    }

    /** The port that is listened on. */
    public int port() {
        return listener.port();
    }

    /** Finishes the requests in flight, then stops everything. */
    @Override
    public void close() {
        listener.close();
        follower.close();
        enforcer.close();
        capabilities.close();
        LOG.info("stopped");
    }
}
