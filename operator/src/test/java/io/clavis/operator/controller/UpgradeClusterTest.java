package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upgrades against a real API server; needs {@code CLAVIS_KUBECONFIG}, the path of a kubeconfig. */
final class UpgradeClusterTest {
    private static final int TRIES = 1200;
    private static final int PAUSE_MILLIS = 100;

    private final Map<String, Set<String>> jobs = new TreeMap<>();
    private KubernetesClient client;
    private String namespace;
    private Kubelet kubelet;
    private Main operator;

    @BeforeEach
    void installTheOldRelease() throws IOException {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        try (var definitions = KeystoneClusterTest.class.getResourceAsStream("crds.yaml")) {
            client.load(definitions).forceConflicts().serverSideApply();
        }
        try (var definition = Keystone.class.getResourceAsStream("/crds/keystones.yaml")) {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(definition)
                    .createOr(NonDeletingOperation::update);
        }
        until(() -> client.getApiResources("k8s.mariadb.com/v1alpha1") != null
                && client.getApiResources(Keystone.GROUP + "/" + Keystone.VERSION) != null);
        namespace = "clavis-" + UUID.randomUUID();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        secret("keystone-admin-credentials", Map.of("password", "p"));
        kubelet = new Kubelet(client, namespace);
        startOperator();
        var old = Resources.documentWith("""
                database: {host: db.example, database: keystone, secretRef: {name: keystone-db-credentials}}
                image: {repository: r, tag: '2025.1'}
                """);
        old.getMetadata().setNamespace(namespace);
        old.getMetadata().setUid(null);
        client.resource(old).create();
        ready("2025.1");
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.stop();
        }
        if (client != null) {
            client.close();
        }
    }

    @Test
    void anUpgradeGoesThroughWhileOperatorsComeAndGo() throws IOException {
        image("2025.2");
        for (var phase : List.of("Expanding", "Migrating", "RollingUpdate", "Contracting")) {
            until(() -> phase.equals(keystone().getStatus().upgradePhase()));
            assertThat(keystone().getStatus().targetRelease()).isEqualTo("2025.2");
            assertThat(keystone().getStatus().installedRelease()).isEqualTo("2025.1");
            operator.stop();
            startOperator();
        }
        ready("2025.2");
        assertThat(keystone().getStatus().targetRelease()).isNull();
        assertThat(keystone().getStatus().upgradePhase()).isNull();
        assertThat(images()).containsOnly("r:2025.2");
        assertThat(jobs.keySet()).contains("keystone-db-expand", "keystone-db-migrate", "keystone-db-contract");
        assertThat(jobs).allSatisfy((name, uids) -> assertThat(uids).hasSize(name.endsWith("schema-check") ? 2 : 1));
        assertThat(events()).contains("UpgradeInitiated", "ExpandComplete", "MigrateComplete", "UpgradeComplete");
    }

    @Test
    void anUpgradeThatIsGivenUpLeavesWhatWasThere() {
        image("2025.2");
        until(() -> "Migrating".equals(keystone().getStatus().upgradePhase()));
        // Nothing is run meanwhile, so the phase stays.
        var pods = images();
        image("2025.1");
        waitIdle(() -> keystone().getStatus().upgradePhase() == null);
        assertThat(pods).containsOnly("r:2025.1");
        waitIdle(() -> client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
                .map(job -> job.getMetadata().getName())
                .noneMatch(name -> name.matches("keystone-db-(expand|migrate|contract)")));
        ready("2025.1");
        assertThat(images()).containsOnly("r:2025.1");
        assertThat(events()).contains("UpgradeAborted").doesNotContain("UpgradeComplete");
        assertThat(jobs.get("keystone-db-sync")).hasSize(1);
    }

    @Test
    void aPatchIsOnePlainSync() {
        image("2025.1-1");
        ready("2025.1-1");
        assertThat(images()).containsOnly("r:2025.1-1");
        assertThat(jobs).doesNotContainKey("keystone-db-expand");
        assertThat(jobs.get("keystone-db-sync")).hasSize(2);
    }

    private void startOperator() throws IOException {
        operator = Main.start(client, new OperatorSettings(Set.of(namespace), namespace, "", 0), (_, _) -> 200);
    }

    private void image(String tag) {
        while (true) {
            try {
                client.genericKubernetesResources(Keystone.GROUP + "/" + Keystone.VERSION, "Keystone")
                        .inNamespace(namespace)
                        .withName("keystone")
                        .edit(found -> {
                            @SuppressWarnings("unchecked")
                            var spec = (Map<String, Object>)
                                    found.getAdditionalProperties().get("spec");
                            spec.put("image", Map.of("repository", "r", "tag", tag));
                            return found;
                        });
                return;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).isEqualTo(409);
            }
        }
    }

    /** The images of the Pods that serve. */
    private List<String> images() {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/component", "api")
                .list()
                .getItems()
                .stream()
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .toList();
    }

    private List<String> events() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    private Keystone keystone() {
        return client.resources(Keystone.class)
                .inNamespace(namespace)
                .withName("keystone")
                .get();
    }

    private void secret(String name, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    private void ready(String release) {
        until(() -> {
            var keystone = keystone();
            var status = keystone.getStatus();
            return status != null
                    && keystone.getMetadata().getGeneration().equals(status.observedGeneration())
                    && release.equals(status.installedRelease())
                    && status.conditions().stream()
                            .anyMatch(condition -> condition.getType().equals("Ready")
                                    && condition.getStatus().equals("True"));
        });
    }

    private void until(BooleanSupplier reached) {
        wait(reached, true);
    }

    /** While no Pod gets any further. */
    private void waitIdle(BooleanSupplier reached) {
        wait(reached, false);
    }

    private void wait(BooleanSupplier reached, boolean working) {
        for (int i = 0; i < TRIES; i++) {
            if (namespace != null) {
                for (Job job :
                        client.batch().v1().jobs().inNamespace(namespace).list().getItems()) {
                    jobs.computeIfAbsent(job.getMetadata().getName(), _ -> new HashSet<>())
                            .add(job.getMetadata().getUid());
                }
            }
            if (reached.getAsBoolean()) {
                return;
            }
            if (working && kubelet != null) {
                kubelet.work();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(String.valueOf(keystone().getStatus()));
    }
}
