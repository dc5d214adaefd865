package io.clavis.assignment;

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
 * A {@link Deployment} over HTTP. Callers: {@code admin} of a project; {@code manager} and
 * {@code domreader} of domain dom; {@code auditor} of the system; {@code nobody} with role member on a project.
 */
final class AssignmentServer implements AutoCloseable {
    final Deployment cloud;
    final TestServer http;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());

    AssignmentServer(TestDatabase engine) {
        cloud = new Deployment(engine.fresh());
        http = TestServer.start(enforcer, callers(), api -> {
            new RolesApi(cloud.roles, cloud::deleteRole).declare(api);
            new ImpliedRolesApi(cloud.roles, cloud.impliedRoles).declare(api);
            new GrantsApi(cloud.grants, cloud.roles, cloud.users, cloud.groups, cloud.projects).declare(api);
            new SystemGrantsApi(cloud.grants, cloud.roles, cloud.users, cloud.groups, cloud.projects).declare(api);
            new RoleAssignmentsApi(
                            cloud.database,
                            cloud.users,
                            cloud.groups,
                            cloud.projects,
                            new AssignmentNames(cloud.roles, cloud.groups, cloud.users::names, cloud.projects::names))
                    .declare(api);
        });
    }

    private static Map<String, Caller> callers() {
        return Map.of(
                "admin", caller(Credentials.builder().projectId("side").roles(List.of("admin", "reader"))),
                "manager", caller(Credentials.builder().domainId("dom").roles(List.of("manager", "reader"))),
                "domreader", caller(Credentials.builder().domainId("dom").roles(List.of("reader"))),
                "auditor", caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                "nobody", caller(Credentials.builder().projectId("side").roles(List.of("member", "reader"))));
    }

    private static Caller caller(Credentials.Builder credentials) {
        return new Caller("token", credentials.userId("user").build());
    }

    @Override
    public void close() {
        http.close();
        enforcer.close();
        cloud.close();
    }
}
