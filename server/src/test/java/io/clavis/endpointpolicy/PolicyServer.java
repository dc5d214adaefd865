package io.clavis.endpointpolicy;

import io.clavis.catalog.Endpoint;
import io.clavis.catalog.Endpoints;
import io.clavis.catalog.Region;
import io.clavis.catalog.Regions;
import io.clavis.catalog.Service;
import io.clavis.catalog.Services;
import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Policies over HTTP. Region {@code city} stands in {@code country}; endpoint {@code near} of service {@code compute}
 * in {@code city}, {@code far} in no region. Callers: {@code admin}, {@code auditor} of the system, {@code member}.
 */
final class PolicyServer implements AutoCloseable {
    final TestServer http;
    private final Database database;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());

    PolicyServer(TestDatabase engine) {
        database = engine.fresh();
        var regions = new Regions(database);
        var services = new Services(database);
        var endpoints = new Endpoints(database);
        regions.create(Origin.SYSTEM, new Region("country", "", null, Json.object()));
        regions.create(Origin.SYSTEM, new Region("city", "", "country", Json.object()));
        services.create(Origin.SYSTEM, new Service("compute", "compute", true, Json.object()));
        services.create(Origin.SYSTEM, new Service("image", "image", true, Json.object()));
        endpoints.create(
                Origin.SYSTEM,
                new Endpoint("near", "public", "compute", "city", "http://near", true, Json.object()),
                false);
        endpoints.create(
                Origin.SYSTEM,
                new Endpoint("far", "public", "compute", null, "http://far", true, Json.object()),
                false);
        var policies = new Policies(database);
        var associations = new PolicyAssociations(database);
        http = TestServer.start(enforcer, callers(), api -> {
            new PolicyApi(policies, new ListLimits(null, 50, false)).declare(api);
            new PolicyAssociationApi(policies, associations, endpoints, services, regions).declare(api);
            new EndpointPolicyApi(new EndpointPolicies(associations, endpoints, regions), policies, endpoints)
                    .declare(api);
        });
    }

    String policy(String blob) {
        return http.post("admin", "/v3/policies", "{'policy': {'type': 'text/plain', 'blob': '" + blob + "'}}")
                .expect(201)
                .string("/policy/id");
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin", "reader"))),
                "auditor", caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                "member", caller(Credentials.builder().projectId("x").roles(List.of("member", "reader"))));
    }

    private static Caller caller(Credentials.Builder credentials) {
        return new Caller("token", credentials.userId("user").build());
    }

    @Override
    public void close() {
        http.close();
        enforcer.close();
        database.close();
    }
}
