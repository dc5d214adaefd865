package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two operators that both act, are stopped at any moment and replaced, on a real API server whose answers get lost: the end
 * is what it is without.
 */
final class ChaosClusterTest {
    private static final int PERCENT = 8;
    private static final int REPLACEMENTS = 6;

    /** What there is in the end: names, and how often each Job ran. */
    private record End(Set<String> names, Map<String, Integer> runs) {}

    private record Running(Main operator, KubernetesClient client) {
        void stop() {
            operator.stop();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theEndIsTheSame(long seed) throws IOException {
        var undisturbed = live(seed, 0, 0);
        var disturbed = live(seed, PERCENT, REPLACEMENTS);
        assertThat(disturbed).isEqualTo(undisturbed);
        assertThat(disturbed.runs())
                .hasSize(3)
                .allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    private static End live(long seed, int percent, int replacements) throws IOException {
        var random = new Random(seed);
        var firstKeys = new HashMap<String, Map<String, String>>();
        var pods = new TreeMap<String, Set<String>>();
        try (var cluster = ScenarioCluster.open("clavis-" + UUID.randomUUID());
                var faults = new FaultyClient(seed, percent)) {
            cluster.playedBy(() -> {
                cluster.objects(Pod.class).stream()
                        .filter(pod -> pod.getMetadata().getLabels().containsKey("job-name"))
                        .forEach(pod -> pods.computeIfAbsent(
                                        pod.getMetadata().getLabels().get("job-name"), _ -> new TreeSet<>())
                                .add(pod.getMetadata().getUid()));
                cluster.objects(Secret.class).stream()
                        .filter(secret -> secret.getMetadata().getName().endsWith("-keys"))
                        .forEach(secret -> assertThat(secret.getData())
                                .isEqualTo(firstKeys.computeIfAbsent(
                                        secret.getMetadata().getName(), _ -> secret.getData())));
            });
            cluster.playedBy(new Kubelet(cluster.client(), cluster.namespace())::work);
            cluster.mariadb();
            cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
            cluster.secret("keystone-admin-credentials", Map.of("password", "p"));
            var operators = new ArrayDeque<Running>();
            try {
                operators.add(start(cluster, faults));
                operators.add(start(cluster, faults));
                var keystone = Resources.document();
                keystone.getMetadata().setNamespace(cluster.namespace());
                keystone.getMetadata().setUid(null);
                cluster.client().resource(keystone).create();
                for (int i = 0; i < replacements; i++) {
                    long end = System.nanoTime() + 1_000_000L * (500 + random.nextInt(4000));
                    cluster.until(() -> System.nanoTime() > end);
                    operators.remove().stop();
                    operators.add(start(cluster, faults));
                }
                faults.end();
                cluster.becomes("Ready", "True");
                assertThat(faults.count()).isGreaterThanOrEqualTo(replacements * 5);
                return new End(names(cluster), counts(pods));
            } finally {
                operators.forEach(Running::stop);
            }
        }
    }

    private static Running start(ScenarioCluster cluster, FaultyClient faults) throws IOException {
        var client = faults.connect(cluster.client().getConfiguration());
        for (int i = 0; ; i++) {
            try {
                return new Running(
                        Main.start(
                                client,
                                new OperatorSettings(Set.of(cluster.namespace()), cluster.namespace(), "", 0),
                                (_, _) -> 200),
                        client);
            } catch (RuntimeException e) {
                // As its Pod would be started again.
                if (i == 20) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, Integer> counts(Map<String, Set<String>> pods) {
        var counts = new TreeMap<String, Integer>();
        pods.forEach((job, uids) -> counts.put(job, uids.size()));
        return counts;
    }

    private static Set<String> names(ScenarioCluster cluster) {
        var names = new TreeSet<String>();
        Stream.of(ConfigMap.class, Secret.class, Service.class, Deployment.class, Job.class, CronJob.class, Role.class)
                .flatMap(type -> cluster.objects(type).stream())
                .map(HasMetadata.class::cast)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .filter(name -> !name.contains("-token-"))
                .forEach(names::add);
        return names;
    }
}
