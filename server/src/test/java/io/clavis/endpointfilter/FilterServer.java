package io.clavis.endpointfilter;

import io.clavis.catalog.Catalog;
import io.clavis.catalog.Endpoint;
import io.clavis.catalog.Endpoints;
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
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoint filters over HTTP, with two projects and endpoints {@code compute-public}, {@code compute-admin} and
 * {@code image-public} laid down. Callers: {@code admin}, {@code auditor} of the system, {@code member} of a project.
 */
final class FilterServer implements AutoCloseable {
    static final String DOMAIN = "dddddddddddddddddddddddddddddddd";
    static final String BLUE = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    static final String GREEN = "99999999999999999999999999999999";

    final TestServer http;
    final Catalog catalog;
    private final Database database;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());

    FilterServer(TestDatabase engine) {
        database = engine.fresh();
        var limits = new ListLimits(null, 50, false);
        var projects = new Projects(database, new ResourceSettings(DOMAIN, 5, false, false, "Federated", limits));
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Dom"));
        projects.create(Origin.SYSTEM, Project.inDomain(BLUE, "blue", DOMAIN));
        projects.create(Origin.SYSTEM, Project.inDomain(GREEN, "green", DOMAIN));
        var endpoints = new Endpoints(database);
        layDown(new Services(database), endpoints);
        catalog = new Catalog(database, new Catalog.Settings(Optional.empty(), true));
        var groups = new EndpointGroups(database);
        http = TestServer.start(enforcer, callers(), api -> {
            new ProjectEndpointApi(new ProjectEndpoints(database), endpoints, projects).declare(api);
            new EndpointGroupApi(groups, endpoints, limits).declare(api);
            new EndpointGroupProjectApi(groups, projects).declare(api);
        });
    }

    private static void layDown(Services services, Endpoints endpoints) {
        for (var type : List.of("compute", "image")) {
            services.create(Origin.SYSTEM, new Service(type, type, true, Json.object()));
        }
        for (var id : List.of("compute-public", "compute-admin", "image-public")) {
            var parts = id.split("-");
            var endpoint = new Endpoint(id, parts[1], parts[0], null, "http://" + id, true, Json.object());
            endpoints.create(Origin.SYSTEM, endpoint, false);
        }
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin", "reader"))),
                "auditor", caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                "member", caller(Credentials.builder().projectId(BLUE).roles(List.of("member", "reader"))));
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
