package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.KeystoneStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class OperatorServerTest {
    @Test
    void healthIsAskedEachTime() throws IOException, InterruptedException {
        var ready = new AtomicBoolean();
        try (var server = new OperatorServer(0, () -> true, ready::get, () -> "figures\n")) {
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body()).isEqualTo("figures\n");
        }
    }

    @Test
    void stepsAreCountedByTheirCondition() {
        var metrics = new StepMetrics();
        metrics.stepped(Resources.document(), "DatabaseReady", Duration.ofMillis(500), false);
        metrics.stepped(Resources.document(), "DatabaseReady", Duration.ofMillis(1000), true);
        var text = new StringBuilder();
        metrics.render(text);
        assertThat(text)
                .contains("reconcile_duration_seconds_sum{sub_reconciler=\"DatabaseReady\"} 1.5\n")
                .contains("reconcile_duration_seconds_count{sub_reconciler=\"DatabaseReady\"} 2\n")
                .contains("reconcile_errors_total{sub_reconciler=\"DatabaseReady\"} 1\n");
    }

    @Test
    void conditionsOfWhatIsGoneAreGone() {
        var gauges = new StatusGauges();
        var condition =
                new ConditionBuilder().withType("Ready").withStatus("True").build();
        gauges.put(Resources.document(), new KeystoneStatus(List.of(condition), null, null, null, null, null));
        var text = new StringBuilder();
        gauges.render(text);
        assertThat(text)
                .contains("keystone_operator_condition{namespace=\"openstack\",name=\"keystone\",type=\"Ready\"} 1\n");
        gauges.remove(Resources.document());
        var empty = new StringBuilder();
        gauges.render(empty);
        assertThat(empty).doesNotContain("openstack");
    }

    @Test
    void settingsComeFromTheEnvironment() {
        assertThat(OperatorSettings.of(Map.of("WATCH_NAMESPACES", "a, b", "LEADER_ELECTION_LEASE", "l", "PORT", "1")))
                .isEqualTo(new OperatorSettings(Set.of("a", "b"), "keystone-operator", "l", 1));
        assertThat(OperatorSettings.of(Map.of()).namespaces()).isEmpty();
        assertThat(OperatorSettings.of(Map.of("WEBHOOK_PORT", "1")).webhook()).isEmpty();
        assertThat(OperatorSettings.of(Map.of("WEBHOOK_CERTIFICATES", "/c")).webhook())
                .contains(new OperatorSettings.Webhook(9443, Path.of("/c")));
    }

    private static HttpResponse<String> get(OperatorServer server, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
