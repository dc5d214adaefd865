package io.clavis.resource;

import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Domains and projects over HTTP, with domain {@code d} laid down. Callers: {@code admin}, {@code manager} and
 * {@code reader} of domain {@code d}, {@code auditor} of the system, {@code member} of project {@link #OF_MEMBER}.
 */
final class ResourceServer implements AutoCloseable {
    static final String DOMAIN = "dddddddddddddddddddddddddddddddd";
    static final String OTHER_DOMAIN = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    static final String OF_MEMBER = "11111111111111111111111111111111";

    private final Database database;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    final Projects projects;
    final TestServer http;

    ResourceServer(TestDatabase engine) {
        database = engine.fresh();
        var settings = new ResourceSettings(DOMAIN, 5, false, false, "Federated", new ListLimits(null, 50, false));
        projects = new Projects(database, settings);
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Dom"));
        projects.create(Origin.SYSTEM, Project.domain(OTHER_DOMAIN, "Other"));
        projects.create(Origin.SYSTEM, Project.inDomain(OF_MEMBER, "mine", DOMAIN));
        http = TestServer.start(enforcer, callers(), api -> {
            new ProjectApi(
                            projects,
                            settings,
                            this::deleteProject,
                            this::deleteDomain,
                            user -> List.of(OF_MEMBER),
                            ids -> Map.of())
                    .declare(api);
            new DomainApi(projects, this::deleteDomain).declare(api);
        });
    }

    private void deleteProject(Origin origin, String id) {
        database.write(origin, tx -> {
            projects.deleteProject(tx, id);
            return id;
        });
    }

    private void deleteDomain(Origin origin, String id) {
        database.write(origin, tx -> projects.deleteDomain(tx, id));
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin", "reader"))),
                "manager", caller(Credentials.builder().domainId(DOMAIN).roles(List.of("manager", "reader"))),
                "reader", caller(Credentials.builder().domainId(DOMAIN).roles(List.of("reader"))),
                "auditor", caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                "member",
                        caller(Credentials.builder()
                                .projectId(OF_MEMBER)
                                .projectDomainId(DOMAIN)
                                .roles(List.of("member", "reader"))));
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
