package io.clavis.composition;

import io.clavis.applicationcredential.AccessRuleApi;
import io.clavis.applicationcredential.ApplicationCredentialApi;
import io.clavis.assignment.AssignmentNames;
import io.clavis.assignment.GrantsApi;
import io.clavis.assignment.ImpliedRolesApi;
import io.clavis.assignment.RoleAssignmentsApi;
import io.clavis.assignment.RolesApi;
import io.clavis.assignment.SystemGrantsApi;
import io.clavis.auth.ApplicationCredentialMethod;
import io.clavis.auth.AuthApi;
import io.clavis.auth.AuthSettings;
import io.clavis.auth.Authenticator;
import io.clavis.auth.ClientCertificates;
import io.clavis.auth.ExternalMethod;
import io.clavis.auth.ExternalSettings;
import io.clavis.auth.FederatedLogin;
import io.clavis.auth.FederationAuthApi;
import io.clavis.auth.FederationParts;
import io.clavis.auth.MappedMethod;
import io.clavis.auth.Oauth1Method;
import io.clavis.auth.Passcodes;
import io.clavis.auth.ProjectProvisioning;
import io.clavis.auth.Receipts;
import io.clavis.auth.TokenlessAccess;
import io.clavis.auth.TokenlessSettings;
import io.clavis.auth.TotpMethod;
import io.clavis.auth.WebSso;
import io.clavis.catalog.EndpointApi;
import io.clavis.catalog.RegionApi;
import io.clavis.catalog.ServiceApi;
import io.clavis.config.CatalogOptions;
import io.clavis.config.Configuration;
import io.clavis.config.DefaultOptions;
import io.clavis.config.PolicyOptions;
import io.clavis.config.ReceiptOptions;
import io.clavis.config.SamlOptions;
import io.clavis.config.TokenOptions;
import io.clavis.config.TotpOptions;
import io.clavis.credential.CredentialApi;
import io.clavis.credential.CredentialSettings;
import io.clavis.credential.Ec2CredentialApi;
import io.clavis.crypto.token.AuditIds;
import io.clavis.crypto.token.FernetReceipts;
import io.clavis.db.ChangeFollower;
import io.clavis.db.ListLimits;
import io.clavis.db.UsedOnce;
import io.clavis.domainconfig.DomainConfigApi;
import io.clavis.ec2token.Ec2CredentialMethod;
import io.clavis.ec2token.Ec2TokenApi;
import io.clavis.ec2token.Ec2TokenSettings;
import io.clavis.ec2token.Ec2Tokens;
import io.clavis.endpointfilter.EndpointGroupApi;
import io.clavis.endpointfilter.EndpointGroupProjectApi;
import io.clavis.endpointfilter.ProjectEndpointApi;
import io.clavis.endpointpolicy.EndpointPolicies;
import io.clavis.endpointpolicy.EndpointPolicyApi;
import io.clavis.endpointpolicy.PolicyApi;
import io.clavis.endpointpolicy.PolicyAssociationApi;
import io.clavis.federation.IdentityProviderApi;
import io.clavis.federation.MappingApi;
import io.clavis.federation.ProtocolApi;
import io.clavis.federation.ServiceProviderApi;
import io.clavis.http.AdminToken;
import io.clavis.http.Authentication;
import io.clavis.http.Discovery;
import io.clavis.http.Gateway;
import io.clavis.http.HealthCheck;
import io.clavis.http.Listener;
import io.clavis.http.Operations;
import io.clavis.identity.FreshPasscode;
import io.clavis.identity.GroupApi;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.UserApi;
import io.clavis.identity.UserRelationsApi;
import io.clavis.lifecycle.Lifecycle;
import io.clavis.limit.LimitApi;
import io.clavis.limit.RegisteredLimitApi;
import io.clavis.oauth1.AccessTokenApi;
import io.clavis.oauth1.ConsumerApi;
import io.clavis.oauth1.Oauth1Api;
import io.clavis.oauth2.CertificateClients;
import io.clavis.oauth2.IntrospectionApi;
import io.clavis.oauth2.Oauth2Settings;
import io.clavis.oauth2.Oauth2TokenApi;
import io.clavis.policy.Enforcer;
import io.clavis.resource.DomainApi;
import io.clavis.resource.ProjectApi;
import io.clavis.resource.ResourceSettings;
import io.clavis.saml.Assertions;
import io.clavis.saml.Saml2Api;
import io.clavis.saml.SamlSettings;
import io.clavis.throttle.Throttle;
import io.clavis.token.FederationSources;
import io.clavis.token.JwksApi;
import io.clavis.token.RevocationApi;
import io.clavis.token.SimpleCertApi;
import io.clavis.token.TokenApi;
import io.clavis.token.TokenParts;
import io.clavis.token.TokenSettings;
import io.clavis.token.TokenSources;
import io.clavis.token.Tokens;
import io.clavis.token.UserTokensApi;
import io.clavis.trust.TrustApi;
import io.clavis.trust.TrustSettings;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
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
        var beside = Beside.begin(configuration);
        try {
            var capabilities = Capabilities.open(configuration);
            try {
                return assemble(configuration, capabilities, beside);
            } catch (RuntimeException failure) {
                capabilities.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            beside.discard();
            throw failure;
        }
    }

    static Keystone start(Configuration configuration, Capabilities capabilities) {
        var beside = Beside.begin(configuration);
        try {
            return assemble(configuration, capabilities, beside);
        } catch (RuntimeException failure) {
            beside.discard();
            throw failure;
        }
    }

    /** What needs no database, and is made beside its opening. */
    private record Beside(Ahead<Enforcer> enforcer, Ahead<Boolean> library) {
        static Beside begin(Configuration configuration) {
            return new Beside(
                    Ahead.of(
                            "start-policy",
                            () -> Enforcer.create(Settings.policy(configuration), InstantSource.system())),
                    Ahead.of("start-listener", Listener::prepare));
        }

        void discard() {
            enforcer.discard(Enforcer::close);
        }
    }

    private static Keystone assemble(Configuration configuration, Capabilities capabilities, Beside beside) {
        AuthPlugins.check(configuration);
        var settings = Settings.listener(configuration);
        var enforcer = beside.enforcer().get();
        var tokens = tokens(configuration, capabilities);
        var operations = operations(configuration, capabilities, tokens);
        var authentication = authentication(configuration, capabilities, tokens);
        var gateway = new Gateway(operations, authentication, enforcer, Settings.gateway(configuration));
        beside.library().get();
        var follower = ChangeFollower.start(
                capabilities.database(),
                capabilities.position(),
                List.of(
                        capabilities.revocations(),
                        tokens.listener(),
                        capabilities.applicationCredentials().listener()));
        keep(capabilities.keys(), follower);
        return new Keystone(capabilities, enforcer, follower, listen(settings, gateway, follower));
    }

    private static Authentication authentication(
            Configuration configuration, Capabilities capabilities, Tokens tokens) {
        var federation = federation(capabilities, tokens.parts());
        var proxies = Settings.assertions(configuration);
        var callers = new TokenlessAccess(
                tokens,
                new FederatedLogin(federation, proxies),
                federation,
                proxies,
                capabilities.assignments(),
                TokenlessSettings.of(configuration),
                TokenSettings.of(configuration).adminProject());
        var adminToken = configuration.get(DefaultOptions.ADMIN_TOKEN).filter(secret -> !secret.isEmpty());
        if (adminToken.isPresent()) {
            LOG.warn(
                    "[DEFAULT] admin_token is set: whoever knows it may do everything. It is deprecated; remove it, and"
                            + " use keystone-manage bootstrap.");
        }
        return AdminToken.before(callers, adminToken);
    }

    private static FederationParts federation(Capabilities c, TokenParts tokenParts) {
        return new FederationParts(
                c.identityProviders(),
                c.protocols(),
                c.mappings(),
                c.users(),
                c.shadowUsers(),
                c.groups(),
                c.projects(),
                tokenParts,
                new ProjectProvisioning(c.database(), c.projects(), c.roles(), c.grants()));
    }

    private static void keep(KeySources keys, ChangeFollower follower) {
        try {
            keys.keep();
        } catch (RuntimeException unreadable) {
            follower.close();
            throw unreadable;
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
            throw new StartFailure(
                    "[clavis] tls_cert_file, tls_key_file and tls_client_ca_file: " + unusable.getMessage() + ".",
                    unusable);
        }
    }

    static Tokens tokens(Configuration configuration, Capabilities capabilities) {
        var clock = capabilities.clock();
        var random = new SecureRandom();
        return new Tokens(
                TokenFormats.of(configuration, capabilities.keys(), clock, random),
                new AuditIds(random),
                tokenSources(capabilities),
                capabilities.revocations(),
                capabilities.database(),
                TokenSettings.of(configuration),
                clock);
    }

    static TokenSources tokenSources(Capabilities capabilities) {
        return new TokenSources(
                capabilities.users(),
                capabilities.projects(),
                capabilities.assignments(),
                capabilities.applicationCredentials(),
                capabilities.accessTokens(),
                capabilities.trusts(),
                capabilities.catalog(),
                capabilities.serviceProviders(),
                new FederationSources(
                        capabilities.identityProviders(),
                        capabilities.protocols(),
                        capabilities.mappings(),
                        capabilities.groups()));
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
                c.consumers(),
                c.identityProviders(),
                c.protocols(),
                c.trusts());
        var throttle = new Throttle(Settings.throttle(configuration), c.clock());
        var usedOnce = new UsedOnce(c.database(), c.clock());
        var passcodes = new Passcodes(
                c.credentials(), usedOnce, configuration.get(TotpOptions.INCLUDED_PREVIOUS_WINDOWS), c.clock());
        var applicationCredential =
                new ApplicationCredentialMethod(c.applicationCredentials(), c.users(), tokens.parts());
        var proxies = Settings.assertions(configuration);
        var federatedLogin = new FederatedLogin(federation(c, tokens.parts()), proxies);
        var external = ExternalMethod.all(ExternalSettings.of(configuration), proxies, c.users(), tokens.parts());
        var authenticator = new Authenticator(
                tokens,
                c.users(),
                c.trusts(),
                AuthSettings.of(configuration),
                throttle,
                Stream.concat(
                                Stream.of(
                                        applicationCredential,
                                        new Oauth1Method(c.accessTokens(), c.users(), tokens.parts()),
                                        new Ec2CredentialMethod(),
                                        new TotpMethod(c.users(), tokens.parts(), passcodes)),
                                Stream.concat(external, MappedMethod.all(federatedLogin, tokens)))
                        .toList());
        var ec2Tokens = new Ec2Tokens(
                c.credentials(),
                c.users(),
                c.projects(),
                c.applicationCredentials(),
                c.accessTokens(),
                c.trusts(),
                tokens,
                Ec2TokenSettings.of(configuration),
                c.clock());
        var freshPasscode = new FreshPasscode(c.users(), identity.freshPasscode(), passcodes, throttle);
        var receipts = new Receipts(
                new FernetReceipts(
                        c.keys().receipts(), AuthSettings.of(configuration).methods(), c.clock(), new SecureRandom()),
                usedOnce,
                throttle,
                Duration.ofSeconds(configuration.get(ReceiptOptions.EXPIRATION)),
                c.clock());
        var limits = new LimitApi(c.limits(), c.projects());

        new Discovery(api).declare();
        new HealthCheck(Settings.health(configuration)).declare(api);
        new AuthApi(authenticator, tokens, c.projects(), c.assignments(), receipts).declare(api);
        var oauth2 = Oauth2Settings.of(configuration);
        new Oauth2TokenApi(
                        authenticator,
                        new ClientCertificates(proxies),
                        new CertificateClients(tokens, c.users(), c.projects(), c.mappings(), oauth2.mappingId()),
                        oauth2)
                .declare(api);
        new IntrospectionApi(tokens, authenticator).declare(api);
        new JwksApi(tokens.format()).declare(api);
        new SimpleCertApi().declare(api);
        new FederationAuthApi(
                        authenticator,
                        tokens,
                        federatedLogin,
                        c.identityProviders(),
                        c.protocols(),
                        WebSso.of(configuration))
                .declare(api);
        new TokenApi(tokens, configuration.get(TokenOptions.REVOKE_BY_ID)).declare(api);
        new RevocationApi(c.revocations()).declare(api);
        new UserTokensApi(c.database(), c.users(), c.revocations()).declare(api);
        new ConsumerApi(c.consumers(), lifecycle::deleteConsumer).declare(api);
        new Oauth1Api(c.requestTokens(), c.accessTokens(), c.roles(), throttle).declare(api);
        new AccessTokenApi(c.accessTokens(), c.roles()).declare(api);
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
        new UserApi(c.users(), tokens.parts()::shownUser, identity, lifecycle::deleteUser, passcodes, throttle)
                .declare(api);
        new UserRelationsApi(c.users(), c.memberships(), c.projects(), c.assignments()::projectIdsOf, identity)
                .declare(api);
        new GroupApi(c.groups(), c.users(), c.memberships(), identity, lifecycle::deleteGroup).declare(api);
        new RolesApi(c.roles(), lifecycle::deleteRole).declare(api);
        new ImpliedRolesApi(c.roles(), c.impliedRoles()).declare(api);
        new GrantsApi(c.grants(), c.roles(), c.users(), c.groups(), c.projects()).declare(api);
        new SystemGrantsApi(c.grants(), c.roles(), c.users(), c.groups(), c.projects()).declare(api);
        var names = new AssignmentNames(c.roles(), c.groups(), tokens.parts()::userNames, tokens.parts()::projectNames);
        new RoleAssignmentsApi(c.database(), c.users(), c.groups(), c.projects(), names).declare(api);
        new ApplicationCredentialApi(
                        c.applicationCredentials(), c.roles(), c.impliedRoles(), c.clock(), new SecureRandom())
                .declare(api);
        new TrustApi(
                        c.trusts(),
                        c.roles(),
                        c.users(),
                        c.projects(),
                        lifecycle::deleteTrust,
                        TrustSettings.of(configuration),
                        c.clock())
                .declare(api);
        new AccessRuleApi(c.accessRules(), c.users()).declare(api);
        new CredentialApi(c.credentials(), CredentialSettings.of(configuration), freshPasscode).declare(api);
        new Ec2CredentialApi(c.credentials(), c.users(), c.projects()).declare(api);
        new Ec2TokenApi(ec2Tokens, tokens, throttle).declare(api);
        new IdentityProviderApi(c.identityProviders(), lifecycle::deleteIdentityProvider).declare(api);
        new ProtocolApi(c.protocols(), lifecycle::deleteProtocol).declare(api);
        new MappingApi(c.mappings(), Settings.mappingVersion(configuration)).declare(api);
        new ServiceProviderApi(c.serviceProviders(), configuration.get(SamlOptions.RELAY_STATE_PREFIX)).declare(api);
        var saml = SamlSettings.of(configuration);
        new Saml2Api(new Assertions(tokens, c.serviceProviders(), c.groups(), c.projects(), saml, c.clock()), saml)
                .declare(api);
        new RegisteredLimitApi(c.registeredLimits()).declare(api);
        limits.declare(api);
        new RegionApi(c.regions(), lifecycle::deleteRegion, catalogLists.ofClients()).declare(api);
        new ServiceApi(c.services(), lifecycle::deleteService, catalogLists).declare(api);
        new EndpointApi(c.endpoints(), lifecycle::deleteEndpoint, catalogLists).declare(api);
        new ProjectEndpointApi(c.projectEndpoints(), c.endpoints(), c.projects()).declare(api);
        new EndpointGroupApi(c.endpointGroups(), c.endpoints(), catalogLists.ofClients()).declare(api);
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
