package io.clavis.federation;

import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
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

/** The operations of OS-FEDERATION on a fresh database with domain {@code home}. */
final class FederationServer implements AutoCloseable {
    static final String RULES = "'rules': [{'local': [{'user': {'name': '{0}'}}], 'remote': [{'type': 'UserName'}]}]";
    final Database database;
    final Projects projects;
    final TestServer http;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());

    FederationServer(TestDatabase engine) {
        database = engine.fresh();
        projects = new Projects(database, ResourceSettings.DEFAULT);
        projects.create(Origin.SYSTEM, Project.domain("home", "Home"));
        var providers = new IdentityProviders(database, projects, ListLimits.DEFAULT);
        var protocols = new Protocols(database);
        http = TestServer.start(
                enforcer,
                Map.of(
                        "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin"))),
                        "auditor",
                                caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                        "member", caller(Credentials.builder().projectId("x").roles(List.of("member")))),
                api -> {
                    new IdentityProviderApi(
                                    providers,
                                    (origin, id) -> database.write(origin, tx -> {
                                        providers.delete(tx, id);
                                        return id;
                                    }))
                            .declare(api);
                    new ProtocolApi(
                                    protocols,
                                    (origin, idpId, id) -> database.write(origin, tx -> {
                                        protocols.delete(tx, idpId, id);
                                        return id;
                                    }))
                            .declare(api);
                    new MappingApi(new Mappings(database), SchemaVersion.V1).declare(api);
                    new ServiceProviderApi(new ServiceProviders(database, ListLimits.DEFAULT), "ss:mem:").declare(api);
                });
    }

    private static Caller caller(Credentials.Builder credentials) {
        return new Caller("token", credentials.userId("user").build());
    }

    TestServer.Answer put(String path, String body) {
        return http.send("admin", "PUT", path, body);
    }

    /** An answer's text as a test writes it. */
    static String text(String json) {
        return json.replace('\'', '"').replaceAll("\\s+", "");
    }

    static String text(TestServer.Answer answer) {
        return answer.text().replaceAll("\\s+", "");
    }

    @Override
    public void close() {
        http.close();
        enforcer.close();
        database.close();
    }
}
