package io.clavis.catalog;

import io.clavis.db.Database;
import io.clavis.db.Deletion;
import io.clavis.db.ListLimits;
import io.clavis.db.TestDatabase;
import io.clavis.db.Transaction;
import io.clavis.http.Caller;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Regions, services and endpoints over HTTP. Callers: {@code admin}, and {@code member} of some project. */
final class CatalogServer implements AutoCloseable {
    static final String PROJECT = "11111111111111111111111111111111";

    final Database database;
    final TestServer http;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());

    CatalogServer(TestDatabase engine) {
        database = engine.fresh();
        var limits = new ListLimits(null, 50, false);
        http = TestServer.start(enforcer, callers(), api -> {
            var regions = new Regions(database);
            var services = new Services(database);
            var endpoints = new Endpoints(database);
            new RegionApi(regions, alone(regions::delete), limits).declare(api);
            new ServiceApi(services, alone(services::delete), limits).declare(api);
            new EndpointApi(
                            endpoints,
                            alone((tx, id) -> {
                                endpoints.delete(tx, id);
                                return id;
                            }),
                            limits)
                    .declare(api);
        });
    }

    // A deletion that takes nothing of other capabilities with it.
    private Deletion alone(BiFunction<Transaction, String, ?> deletion) {
        return (origin, id) -> database.write(origin, tx -> {
            deletion.apply(tx, id);
            return id;
        });
    }

    /** The catalog, which shows all endpoints to a project that is not limited to some, or none. */
    Catalog catalog(boolean allEndpointsWithoutFilter) {
        return new Catalog(
                database, new Catalog.Settings(Optional.of("http://keystone.example/"), allEndpointsWithoutFilter));
    }

    String service(String type) {
        return http.post("admin", "/v3/services", "{'service': {'type': '%s', 'name': 'the %s'}}".formatted(type, type))
                .expect(201)
                .string("/service/id");
    }

    String endpoint(String service, String url) {
        var body = "{'endpoint': {'interface': 'public', 'service_id': '%s', 'url': '%s'}}";
        return http.post("admin", "/v3/endpoints", body.formatted(service, url))
                .expect(201)
                .string("/endpoint/id");
    }

    void region(String id, String parent) {
        var attributes = parent == null ? "" : "'parent_region_id': '" + parent + "'";
        http.send("admin", "PUT", "/v3/regions/" + id, "{'region': {" + attributes + "}}")
                .expect(201);
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin", "reader"))),
                "member", caller(Credentials.builder().projectId(PROJECT).roles(List.of("member", "reader"))));
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
