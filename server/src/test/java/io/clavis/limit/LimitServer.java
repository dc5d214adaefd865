package io.clavis.limit;

import io.clavis.catalog.Region;
import io.clavis.catalog.Regions;
import io.clavis.catalog.Service;
import io.clavis.catalog.Services;
import io.clavis.db.Database;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.resource.Project;
import io.clavis.resource.ProjectApi;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Limits over HTTP, with a service, a region and two domains with a project each. Callers: {@code admin}, {@code auditor}
 * of the system, {@code reader} of {@link #DOMAIN}, {@code member} of {@link #PROJECT}, {@code stranger} without a scope.
 */
final class LimitServer implements AutoCloseable {
    static final String DOMAIN = "dddddddddddddddddddddddddddddddd";
    static final String OTHER_DOMAIN = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    static final String PROJECT = "11111111111111111111111111111111";
    static final String OTHER_PROJECT = "22222222222222222222222222222222";
    static final String SERVICE = Identifier.random();
    static final String REGION = "RegionOne";

    private final Database database;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    final Limits limits;
    final TestServer http;

    LimitServer(TestDatabase engine, EnforcementModel model) {
        database = engine.fresh();
        var settings = new ResourceSettings(DOMAIN, 5, false, false, "Federated", new ListLimits(null, 50, false));
        var projects = new Projects(database, settings);
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Dom"));
        projects.create(Origin.SYSTEM, Project.domain(OTHER_DOMAIN, "Other"));
        projects.create(Origin.SYSTEM, Project.inDomain(PROJECT, "mine", DOMAIN));
        projects.create(Origin.SYSTEM, Project.inDomain(OTHER_PROJECT, "theirs", OTHER_DOMAIN));
        new Services(database).create(Origin.SYSTEM, new Service(SERVICE, "compute", true, Json.object()));
        new Regions(database).create(Origin.SYSTEM, new Region(REGION, "", null, Json.object()));
        limits = new Limits(database, model, ListLimits.DEFAULT);
        http = TestServer.start(enforcer, callers(), api -> {
            new RegisteredLimitApi(new RegisteredLimits(database, ListLimits.DEFAULT)).declare(api);
            var limitApi = new LimitApi(limits, projects);
            limitApi.declare(api);
            new ProjectApi(
                            projects,
                            settings,
                            (origin, id) -> {},
                            (origin, id) -> {},
                            user -> List.of(PROJECT),
                            limitApi::ofProjects)
                    .declare(api);
        });
    }

    /** Registers a resource and gives the id of its limit. */
    String register(String name, int limit) {
        return http.post("admin", "/v3/registered_limits", registering(name, limit))
                .expect(201)
                .string("/registered_limits/0/id");
    }

    static String registering(String name, int limit) {
        return "{'registered_limits': [{'service_id': '%s', 'resource_name': '%s', 'default_limit': %d}]}"
                .formatted(SERVICE, name, limit);
    }

    /** One limit in a request. */
    static String limit(String owner, String ownerId, String name, int limit) {
        return "{'service_id': '%s', 'resource_name': '%s', 'resource_limit': %d, '%s': '%s'}"
                .formatted(SERVICE, name, limit, owner, ownerId);
    }

    TestServer.Answer create(String... items) {
        return http.post("admin", "/v3/limits", "{'limits': [" + String.join(", ", items) + "]}");
    }

    void deleteForProject(String id) {
        database.write(Origin.SYSTEM, tx -> {
            limits.deleteForProjects(tx, List.of(id));
            return id;
        });
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin", "reader"))),
                "auditor", caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                "reader", caller(Credentials.builder().domainId(DOMAIN).roles(List.of("reader"))),
                "member",
                        caller(Credentials.builder()
                                .projectId(PROJECT)
                                .projectDomainId(DOMAIN)
                                .roles(List.of("member", "reader"))),
                "stranger", caller(Credentials.builder()));
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
