package io.clavis.operator.controller;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of its own on a real API server, with all around a Keystone that a cluster would have; needs
 * {@code CLAVIS_KUBECONFIG}, the path of a kubeconfig. To be closed.
 */
final class TestCluster implements AutoCloseable {
    private static final int TRIES = 1200;
    private static final int PAUSE_MILLIS = 100;

    final KubernetesClient client;
    final String namespace = "clavis-" + UUID.randomUUID();
    final Kubelet kubelet;
    private @Nullable Main operator;

    TestCluster() throws IOException {
        client = new KubernetesClientBuilder().withConfig(config()).build();
        define("crds.yaml");
        // Applied by the server it would be refused by one that knows no CEL.
        try (var definition = Keystone.class.getResourceAsStream("/crds/keystones.yaml")) {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(definition)
                    .createOr(NonDeletingOperation::update);
        }
        kubelet = new Kubelet(client, namespace);
        until(() -> client.getApiResources("k8s.mariadb.com/v1alpha1") != null
                && client.getApiResources(Keystone.GROUP + "/" + Keystone.VERSION) != null);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("k8s.mariadb.com/v1alpha1")
                        .withKind("MariaDB")
                        .withNewMetadata()
                        .withName("mariadb")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
    }

    static Config config() {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        return Config.fromKubeconfig(new File(kubeconfig));
    }

    /** Definitions of a file beside this class. */
    void define(String file) throws IOException {
        try (var definitions = TestCluster.class.getResourceAsStream(file)) {
            client.load(definitions).forceConflicts().serverSideApply();
        }
    }

    void start() throws IOException {
        operator = Main.start(client, new OperatorSettings(Set.of(namespace), namespace, "", 0), (_, _) -> 200);
    }

    void stop() {
        if (operator != null) {
            operator.stop();
            operator = null;
        }
    }

    @Override
    public void close() {
        stop();
        client.close();
    }

    void secret(String name, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    /** The document's example with other fields below {@code spec}. */
    void create(String fields) {
        var example = Resources.documentWith(fields);
        example.getMetadata().setNamespace(namespace);
        example.getMetadata().setUid(null);
        client.resource(example).create();
    }

    /** Changes what is below {@code spec}. */
    void change(Consumer<Map<String, Object>> change) {
        while (true) {
            try {
                client.genericKubernetesResources(Keystone.GROUP + "/" + Keystone.VERSION, "Keystone")
                        .inNamespace(namespace)
                        .withName("keystone")
                        .edit(found -> {
                            @SuppressWarnings("unchecked")
                            var spec = (Map<String, Object>)
                                    found.getAdditionalProperties().get("spec");
                            change.accept(spec);
                            return found;
                        });
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409) {
                    throw e;
                }
            }
        }
    }

    Keystone keystone() {
        return client.resources(Keystone.class)
                .inNamespace(namespace)
                .withName("keystone")
                .get();
    }

    /** A condition of the resource as it is now; empty while the operator is behind. */
    Optional<Condition> condition(String type) {
        var keystone = keystone();
        return keystone == null
                        || keystone.getStatus() == null
                        || !keystone.getMetadata()
                                .getGeneration()
                                .equals(keystone.getStatus().observedGeneration())
                ? Optional.empty()
                : keystone.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    void becomes(String type, String reason) {
        until(() -> condition(type)
                .filter(condition -> condition.getReason().equals(reason))
                .isPresent());
    }

    void until(BooleanSupplier reached) {
        for (int i = 0; i < TRIES; i++) {
            if (reached.getAsBoolean()) {
                return;
            }
            if (operator != null) {
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
}
