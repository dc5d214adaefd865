package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.ClusterWorld;
import io.clavis.operator.pipeline.ClusterWriter;
import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.pipeline.Served;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.step.KeystonePipeline;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator against a real API server; needs {@code CLAVIS_KUBECONFIG}, the path of a kubeconfig. */
final class KeystoneClusterTest {
    private static final int TRIES = 1200;
    private static final int PAUSE_MILLIS = 100;

    private KubernetesClient client;
    private String namespace;
    private Kubelet kubelet;
    private @Nullable Main operator;

    @BeforeEach
    void startOperator() throws IOException {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        try (var definitions = KeystoneClusterTest.class.getResourceAsStream("crds.yaml")) {
            client.load(definitions).forceConflicts().serverSideApply();
        }
        // Applied by the server it would be refused by one that knows no CEL.
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
        kubelet = new Kubelet(client, namespace);
        operator = Main.start(client, new OperatorSettings(Set.of(namespace), namespace, "", 0), (_, _) -> 200);
    }

    @AfterEach
    void stopOperator() {
        stopOnly();
        if (client != null) {
            client.close();
        }
    }

    @Test
    void theDocumentsExampleBecomesReadyAndThenNothingIsWritten() {
        prepare();
        secrets();
        client.resource(example()).create();
        becomes("Ready", "True");
        assertThat(keystone().getStatus().conditions())
                .allSatisfy(condition -> assertThat(condition.getStatus()).isEqualTo("True"))
                .extracting(condition -> condition.getType() + " " + condition.getReason())
                .contains("DatabaseReady DatabaseSynced", "BootstrapReady BootstrapComplete", "Ready AllReady");
        assertThat(keystone().getStatus().installedRelease()).isEqualTo("2025.2");
        assertThat(client.v1().events().inNamespace(namespace).list().getItems())
                .extracting(event -> event.getReason())
                .contains("DBSyncInProgress", "DatabaseSynced", "AllReady");
        stopOnly();
        var before = versions();
        for (int i = 0; i < 3; i++) {
            var result = KeystonePipeline.of(namespace, new SecureRandom(), (_, _) -> 200, Observer.NONE)
                    .run(
                            keystone(),
                            new ClusterWorld(
                                    client,
                                    new Served(client, InstantSource.system()),
                                    namespace,
                                    InstantSource.system()),
                            new ClusterWriter(client));
            assertThat(result.status()).isEqualTo(keystone().getStatus());
            assertThat(result.notices()).isEmpty();
        }
        assertThat(versions()).isEqualTo(before).hasSizeGreaterThan(10);
    }

    private void stopOnly() {
        if (operator != null) {
            operator.stop();
            operator = null;
        }
    }

    @Test
    void aMissingSecretIsWaitedFor() {
        prepare();
        client.resource(example()).create();
        becomes("SecretsReady", "False");
        assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                .isEmpty();
        secrets();
        becomes("Ready", "True");
    }

    @Test
    void thePodsBecomeMoreAndFewer() {
        prepare();
        secrets();
        client.resource(example()).create();
        becomes("Ready", "True");
        for (int pods : List.of(5, 2)) {
            scale(pods);
            until(() -> {
                var status = client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName("keystone")
                        .get()
                        .getStatus();
                return Integer.valueOf(pods).equals(status.getAvailableReplicas());
            });
            becomes("Ready", "True");
        }
    }

    @Test
    void deletionTakesAllWithIt() {
        prepare();
        secrets();
        client.resource(example()).create();
        becomes("Ready", "True");
        client.resource(keystone()).delete();
        until(() -> keystone() == null);
        until(() -> client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .isEmpty()
                && client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .isEmpty()
                && client.genericKubernetesResources("k8s.mariadb.com/v1alpha1", "Database")
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    private void scale(int pods) {
        while (true) {
            try {
                client.genericKubernetesResources(Keystone.GROUP + "/" + Keystone.VERSION, "Keystone")
                        .inNamespace(namespace)
                        .withName("keystone")
                        .edit(found -> {
                            @SuppressWarnings("unchecked")
                            var spec = (Map<String, Object>)
                                    found.getAdditionalProperties().get("spec");
                            spec.put("deployment", Map.of("replicas", pods));
                            return found;
                        });
                return;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).isEqualTo(409);
            }
        }
    }

    private Keystone example() {
        var example = Resources.document();
        example.getMetadata().setNamespace(namespace);
        example.getMetadata().setUid(null);
        return example;
    }

    private Keystone keystone() {
        return client.resources(Keystone.class)
                .inNamespace(namespace)
                .withName("keystone")
                .get();
    }

    private void prepare() {
        client.resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("k8s.mariadb.com/v1alpha1")
                        .withKind("MariaDB")
                        .withNewMetadata()
                        .withName("mariadb")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    private void secrets() {
        secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        secret("keystone-admin-credentials", Map.of("password", "p"));
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

    private void becomes(String type, String status) {
        until(() -> {
            var keystone = keystone();
            return keystone != null
                    && keystone.getStatus() != null
                    && keystone.getMetadata()
                            .getGeneration()
                            .equals(keystone.getStatus().observedGeneration())
                    && keystone.getStatus().conditions().stream()
                            .anyMatch(condition -> condition.getType().equals(type)
                                    && condition.getStatus().equals(status));
        });
    }

    private void until(BooleanSupplier reached) {
        for (int i = 0; i < TRIES; i++) {
            if (reached.getAsBoolean()) {
                return;
            }
            if (kubelet != null) {
                kubelet.work();
            }
            pause();
        }
        throw new AssertionError(
                keystone() == null ? "no Keystone" : String.valueOf(keystone().getStatus()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        for (Class<? extends HasMetadata> type : List.of(
                Keystone.class, Deployment.class, Service.class, Secret.class, Job.class, ServiceAccount.class)) {
            client.resources(type)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .forEach(object -> versions.put(
                            object.getKind() + " " + object.getMetadata().getName(),
                            object.getMetadata().getResourceVersion()));
        }
        return versions;
    }
}
