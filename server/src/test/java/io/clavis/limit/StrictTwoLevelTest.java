package io.clavis.limit;

import static io.clavis.limit.LimitServer.DOMAIN;
import static io.clavis.limit.LimitServer.PROJECT;
import static io.clavis.limit.LimitServer.SERVICE;
import static io.clavis.limit.LimitServer.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class StrictTwoLevelTest {
    private final TestDatabase engine;
    private LimitServer server;
    private TestServer http;

    StrictTwoLevelTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        server = new LimitServer(engine, EnforcementModel.STRICT_TWO_LEVEL);
        http = server.http;
        server.register("cores", 10);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProjectsLimitMayNotExceedTheRegisteredOneWhereItsDomainHasNone() {
        assertThat(server.create(limit("project_id", PROJECT, "cores", 11))
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo("Invalid resource limit: The resource limit (project_id: " + PROJECT
                        + ", resource_name: cores, resource_limit: 11, service_id: " + SERVICE
                        + ", region_id: None) doesn't satisfy current hierarchy model..");
        server.create(limit("project_id", PROJECT, "cores", 10)).expect(201);
    }

    @Test
    void aProjectsLimitMayNotExceedItsDomains() {
        server.create(limit("domain_id", DOMAIN, "cores", 20)).expect(201);
        server.create(limit("project_id", PROJECT, "cores", 21)).expect(403);
        var id = server.create(limit("project_id", PROJECT, "cores", 20))
                .expect(201)
                .string("/limits/0/id");
        http.patch("admin", "/v3/limits/" + id, "{'limit': {'resource_limit': 21}}")
                .expect(403);
        http.patch("admin", "/v3/limits/" + id, "{'limit': {'resource_limit': 19}}")
                .expect(200);
    }

    @Test
    void aDomainsLimitMayNotFallBelowItsProjects() {
        var id = server.create(limit("domain_id", DOMAIN, "cores", 8))
                .expect(201)
                .string("/limits/0/id");
        server.create(limit("project_id", PROJECT, "cores", 5)).expect(201);
        assertThat(http.patch("admin", "/v3/limits/" + id, "{'limit': {'resource_limit': 4}}")
                        .expect(403)
                        .string("/error/message"))
                .contains("domain_id: " + DOMAIN);
        http.patch("admin", "/v3/limits/" + id, "{'limit': {'resource_limit': 5}}")
                .expect(200);
        http.delete("admin", "/v3/limits/" + id).expect(204);
        server.create(limit("domain_id", DOMAIN, "cores", 4)).expect(403);
    }

    @Test
    void aDomainsLimitInTheSameRequestCounts() {
        server.create(limit("project_id", PROJECT, "cores", 31), limit("domain_id", DOMAIN, "cores", 30))
                .expect(403);
        server.create(limit("project_id", PROJECT, "cores", 30), limit("domain_id", DOMAIN, "cores", 30))
                .expect(201);
    }

    @Test
    void theModelIsTold() {
        assertThat(http.get("admin", "/v3/limits/model").expect(200).text())
                .isEqualTo("{\"model\":{\"name\":\"strict_two_level\",\"description\":"
                        + "\"This model requires project hierarchy never exceeds a depth of two\"}}");
    }
}
