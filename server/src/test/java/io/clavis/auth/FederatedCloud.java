package io.clavis.auth;

import io.clavis.assignment.Actor;
import io.clavis.assignment.Grant;
import io.clavis.assignment.Grants;
import io.clavis.assignment.Roles;
import io.clavis.assignment.Target;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.federation.IdentityProvider;
import io.clavis.federation.Mapping;
import io.clavis.federation.Protocol;
import io.clavis.http.Json;
import io.clavis.http.Network;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.throttle.Throttle;
import io.clavis.throttle.ThrottleSettings;
import io.clavis.token.Cloud;
import io.clavis.token.TokenApi;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Cloud} with the identity provider {@code acme}, whose assertions come with a proxy on this machine: user in
 * {@code X-Assertion-USER}, groups in {@code X-Assertion-GROUPS}, its own name in {@code X-Assertion-OIDC-iss}.
 */
final class FederatedCloud implements AutoCloseable {
    static final String AUTH = "/v3/OS-FEDERATION/identity_providers/acme/protocols/mapped/auth";
    static final String RULES =
            "[{'remote': [{'type': 'USER'}], 'local': [{'user': {'name': '{0}', 'email': '{0}@acme.test'}}]},"
                    + " {'remote': [{'type': 'HTTP_GROUPS'}], 'local': [{'groups': '{0}', 'domain': {'name': 'home'}}]}]";

    final Cloud cloud;
    final Roles roles;
    final Grants grants;
    final String staff;
    final String guests;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private TestServer server;

    FederatedCloud(TestDatabase engine) {
        cloud = new Cloud(engine.freshUrl());
        roles = new Roles(cloud.database, ListLimits.DEFAULT);
        grants = new Grants(cloud.database, roles, cloud.projects);
        staff = group("staff");
        guests = group("guests");
        grants.create(Origin.SYSTEM, Grant.of(Actor.group(staff), new Target.OnProject(cloud.blue), cloud.member));
        cloud.identityProviders.create(Origin.SYSTEM, provider(true, null));
        map(RULES, "1.0");
        cloud.protocols.create(Origin.SYSTEM, new Protocol("mapped", "acme", "rules", "HTTP_OIDC_ISS"));
        server = serve("127.0.0.0/8", false);
    }

    IdentityProvider provider(boolean enabled, Integer ttl) {
        return new IdentityProvider("acme", cloud.home, enabled, null, List.of("https://acme.test"), ttl);
    }

    void change(boolean enabled, Integer ttl) {
        cloud.identityProviders.update(Origin.SYSTEM, "acme", before -> provider(enabled, ttl));
    }

    /** Puts rules in the place of those before. */
    void map(String rules, String version) {
        var parsed = Json.parse(rules.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        var mapping = new Mapping("rules", parsed, version);
        if (cloud.mappings.find("rules").isPresent()) {
            cloud.mappings.replace(Origin.SYSTEM, mapping);
        } else {
            cloud.mappings.create(Origin.SYSTEM, mapping);
        }
    }

    String group(String name) {
        var attributes = Json.object().put("name", name).put("domain_id", cloud.home);
        return cloud.groups.create(Origin.SYSTEM, attributes).id();
    }

    /** From now on another network is trusted, or values are percent-encoded. */
    void trust(String network, boolean percentEncoded) {
        server.close();
        server = serve(network, percentEncoded);
    }

    private TestServer serve(String network, boolean percentEncoded) {
        var settings = new AssertionSettings(
                List.of(Network.of(network)), "X-Assertion-", percentEncoded, "", protocol -> Optional.empty());
        var login = new FederatedLogin(
                new FederationParts(
                        cloud.identityProviders,
                        cloud.protocols,
                        cloud.mappings,
                        cloud.users,
                        cloud.shadowUsers,
                        cloud.groups,
                        cloud.projects,
                        cloud.tokens.parts(),
                        new ProjectProvisioning(cloud.database, cloud.projects, roles, grants)),
                settings);
        var authenticator = new Authenticator(
                cloud.tokens,
                cloud.users,
                cloud.trusts,
                new AuthSettings(Cloud.METHODS, true),
                new Throttle(ThrottleSettings.NONE, cloud.clock),
                MappedMethod.all(login, cloud.tokens).toList());
        var webSso = new WebSso(List.of("https://Dashboard.test/auth/websso/"), "<$host> <${token}> $$ $other");
        return TestServer.start(enforcer, cloud.tokens, api -> {
            new AuthApi(authenticator, cloud.tokens, cloud.projects, cloud.assignments, AuthServer.receipts(cloud))
                    .declare(api);
            new FederationAuthApi(authenticator, cloud.tokens, login, cloud.identityProviders, cloud.protocols, webSso)
                    .declare(api);
            new TokenApi(cloud.tokens, true).declare(api);
        });
    }

    /** A login of bob's with some groups, and more headers. */
    Answer login(String groups, String... more) {
        var headers = new ArrayList<>(List.of(
                "X-Assertion-USER", "bob", "X-Assertion-GROUPS", groups, "X-Assertion-OIDC-iss", "https://acme.test"));
        headers.addAll(List.of(more));
        return get(null, AUTH, headers.toArray(String[]::new));
    }

    String token(String groups) {
        return login(groups).expect(201).header("X-Subject-Token").orElseThrow();
    }

    Answer get(String caller, String path, String... headers) {
        return server.send(caller, "GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return server.send(null, "POST", path, body, headers);
    }

    /** Exchanges a token by a method, for a scope such as {@code 'project':{'id':'…'}}. */
    Answer exchange(String method, String token, String scope) {
        return post(
                "/v3/auth/tokens",
                "{'auth':{'identity':{'methods':['" + method + "'],'" + method + "':{'id':'" + token + "'}},'scope':{"
                        + scope + "}}}");
    }

    String onBlue() {
        return "'project':{'id':'" + cloud.blue + "'}";
    }

    /** The token as an administrator sees it. */
    Answer validate(String token) {
        var admin = cloud.users.findByName("root", cloud.home).isPresent() ? null : cloud.user("root");
        if (admin != null) {
            cloud.grantOnProject(admin, cloud.red, cloud.admin);
        }
        var caller = post(
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['password'],'password':{'user':{'name':'root','domain':{'id':'"
                                + cloud.home + "'},'password':'secret'}}},'scope':{'project':{'id':'" + cloud.red
                                + "'}}}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        return get(caller, "/v3/auth/tokens", "X-Subject-Token", token);
    }

    @Override
    public void close() {
        server.close();
        enforcer.close();
        cloud.close();
    }
}
