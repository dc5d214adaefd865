package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCheckTest {
    @TempDir
    private Path directory;

    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        enforcer.close();
    }

    private void start(boolean ignoreProxied, HealthCheck.Files... checks) {
        var health = new HealthCheck(new HealthCheck.Settings(List.of(checks), ignoreProxied));
        server = TestServer.start(enforcer, Map.of(), health::declare);
    }

    private TestServer.Answer ask(String accept) {
        return server.send(null, "GET", "/healthcheck", null, "Accept", accept);
    }

    @Test
    void withoutChecksItIsWellAndSaysNothing() {
        start(false);
        var plain = ask("*/*").expect(200);
        assertThat(plain.text()).isEmpty();
        assertThat(plain.header("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(plain.header("Vary")).isEmpty();
        assertThat(plain.header("x-openstack-request-id")).isPresent();
        assertThat(ask("application/json").text()).isEqualTo("{\n    \"detailed\": false,\n    \"reasons\": []\n}");
        var html = ask("text/html");
        assertThat(html.header("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(html.text()).hasSize(211).contains("Result of 0 checks");
        assertThat(server.send(null, "HEAD", "/healthcheck", null).status()).isEqualTo(204);
    }

    @Test
    void aFileTakesTheNodeOut() throws IOException {
        var file = directory.resolve("maintenance");
        start(false, HealthCheck.Files.unwanted(List.of(file)));
        assertThat(ask("*/*").expect(200).text()).isEqualTo("OK");
        Files.writeString(file, "");
        assertThat(ask("*/*").expect(503).text()).isEqualTo("DISABLED BY FILE");
        assertThat(ask("application/json").expect(503).at("/reasons/0").asString())
                .isEqualTo("DISABLED BY FILE");
        assertThat(ask("text/html").expect(503).text()).contains("<TD>DISABLED BY FILE</TD>");
        assertThat(server.send(null, "HEAD", "/healthcheck", null).status()).isEqualTo(503);
        Files.delete(file);
        ask("*/*").expect(200);
    }

    @Test
    void aFileLetsTheNodeIn() throws IOException {
        var file = directory.resolve("ready");
        start(false, HealthCheck.Files.wanted(List.of(file)), HealthCheck.Files.unwanted(List.of()));
        assertThat(ask("*/*").expect(503).text()).isEqualTo("FILE PATH MISSING\nOK");
        Files.writeString(file, "");
        assertThat(ask("*/*").expect(200).text()).isEqualTo("OK\nOK");
    }

    @Test
    void whoComesThroughAProxyFindsNothingWhereSaidSo() {
        start(true);
        ask("*/*").expect(200);
        server.send(null, "GET", "/healthcheck", null, "X-Forwarded-For", "192.0.2.1")
                .expect(404);
    }

    @Test
    void theClientsPreferenceDecides() {
        var types = List.of("text/plain", "text/html", "application/json");
        assertThat(Accept.preferred("text/html,application/xml;q=0.9,*/*;q=0.8", types))
                .isEqualTo("text/html");
        assertThat(Accept.preferred("application/*, text/*;q=0.1", types)).isEqualTo("application/json");
        assertThat(Accept.preferred("text/plain;q=0, */*", types)).isEqualTo("text/html");
        assertThat(Accept.preferred("image/png", types)).isEqualTo("text/plain");
        assertThat(Accept.preferred("", types)).isEqualTo("text/plain");
        assertThat(Accept.preferred(";;q=x,,", types)).isEqualTo("text/plain");
    }
}
