package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob;
import io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many Keystones at once; {@code CLAVIS_SCALE} says how many. The figures are printed, and depend on the machine. */
final class ScaleClusterTest {
    private static final String USUAL = "20";
    private static final Pattern RECONCILED =
            Pattern.compile("duration_seconds_count\\{sub_reconciler=\"TrustFlushReady\"} ([0-9]+)");

    @Test
    void allSettleAndThenNothingIsWritten() throws IOException, InterruptedException {
        int many = Integer.parseInt(System.getenv().getOrDefault("CLAVIS_SCALE", USUAL));
        try (var cluster = ScenarioCluster.open("clavis-" + UUID.randomUUID());
                var http = HttpClient.newHttpClient()) {
            cluster.patience(Duration.ofSeconds(120 + 3L * many));
            cluster.playedBy(new Kubelet(cluster.client(), cluster.namespace())::work);
            cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
            cluster.secret("keystone-admin-credentials", Map.of("password", "p"));
            cluster.startOperator((_, _) -> 200);
            long start = System.nanoTime();
            for (int i = 0; i < many; i++) {
                var keystone = Resources.documentWith(
                        "{replicas: 1, database: {host: db, database: keystone, secretRef: {name: keystone-db-credentials}}}");
                keystone.getMetadata().setName("keystone-" + i);
                keystone.getMetadata().setNamespace(cluster.namespace());
                keystone.getMetadata().setUid(null);
                cluster.client().resource(keystone).create();
            }
            cluster.until(() -> ready(cluster) == many);
            double settled = seconds(start);
            var before = quietVersions(cluster);
            cluster.stopOperator();
            assertThat(before).hasSizeGreaterThan(15 * many);
            start = System.nanoTime();
            cluster.startOperator((_, _) -> 200);
            int port = cluster.operatorPort();
            cluster.until(() -> reconciled(http, port) >= many);
            double again = seconds(start);
            assertThat(versions(cluster).entrySet()).isSubsetOf(before.entrySet());
            System.gc();
            var runtime = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT,
                    "%d Keystones settled in %.1f s; a new operator saw that all is well in %.1f s (%.0f reconciliations/s)"
                            + " and wrote nothing; %d MiB of heap in use, the test's own included%n",
                    many,
                    settled,
                    again,
                    many / again,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long ready(ScenarioCluster cluster) {
        return cluster.objects(Keystone.class).stream()
                .filter(keystone -> keystone.getStatus() != null
                        && keystone.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.getType().equals("Ready")
                                        && condition.getStatus().equals("True")))
                .count();
    }

    private static long reconciled(HttpClient http, int port) {
        try {
            var text = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            var found = RECONCILED.matcher(text);
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // After the last one is ready, its last events come in, and the cluster's own controllers go on for a moment.
    private static Map<String, String> quietVersions(ScenarioCluster cluster) {
        var before = versions(cluster);
        while (true) {
            for (int i = 0; i < 30; i++) {
                ScenarioCluster.pause();
            }
            var now = versions(cluster);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private static Map<String, String> versions(ScenarioCluster cluster) {
        var versions = new TreeMap<String, String>();
        Stream.of(
                        Keystone.class,
                        Deployment.class,
                        Service.class,
                        Secret.class,
                        ConfigMap.class,
                        Job.class,
                        CronJob.class,
                        Role.class,
                        PodDisruptionBudget.class)
                .flatMap(type -> cluster.objects(type).stream())
                .map(HasMetadata.class::cast)
                .forEach(object -> versions.put(
                        object.getKind() + " " + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }
}
