package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of a real API server with the operator's definitions; needs {@code CLAVIS_KUBECONFIG}. What the cluster lacks
 * is played by those who are given to {@link #playedBy}, whenever something is waited for.
 */
final class ScenarioCluster implements AutoCloseable {
    private static final int PAUSE_MILLIS = 100;

    private final KubernetesClient client;
    private final String namespace;
    private final List<Runnable> players = new ArrayList<>();
    private Supplier<String> explanation = () -> "";
    private Duration patience = Duration.ofMinutes(3);
    private @Nullable Main operator;

    private ScenarioCluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Skips the test where there is no cluster for tests. */
    static ScenarioCluster open(String namespace) {
        var client = connect();
        define(client);
        var cluster = new ScenarioCluster(client, namespace);
        cluster.renew();
        return cluster;
    }

    private static KubernetesClient connect() {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
    }

    private static void define(KubernetesClient client) {
        try (var definitions = ScenarioCluster.class.getResourceAsStream("crds.yaml");
                var definition = Keystone.class.getResourceAsStream("/crds/keystones.yaml")) {
            client.load(definitions).forceConflicts().serverSideApply();
            // Applied by the server it would be refused by one that knows no CEL.
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(definition)
                    .createOr(NonDeletingOperation::update);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty, whatever a test before has left. */
    private void renew() {
        until(
                () -> List.of(
                                "k8s.mariadb.com/v1alpha1",
                                "external-secrets.io/v1beta1",
                                Keystone.GROUP + "/" + Keystone.VERSION)
                        .stream()
                        .allMatch(version -> client.getApiResources(version) != null));
        if (client.namespaces().withName(namespace).get() != null) {
            remove();
            until(() -> client.namespaces().withName(namespace).get() == null);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    /** Whoever is to go on with its part whenever something is waited for. */
    void playedBy(Runnable player) {
        players.add(player);
    }

    /** How long something may take. */
    void patience(Duration time) {
        patience = time;
    }

    /** What else to say where something that is waited for does not come. */
    void explainedBy(Supplier<String> text) {
        explanation = text;
    }

    void startOperator(io.clavis.operator.step.Probe probe) {
        startOperator(client, probe);
    }

    /** With a client of its own, which sees what the test's does not. */
    void startOperator(KubernetesClient own, io.clavis.operator.step.Probe probe) {
        try {
            operator = Main.start(own, new OperatorSettings(Set.of(namespace), namespace, "", 0), probe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopOperator() {
        if (operator != null) {
            operator.stop();
            operator = null;
        }
    }

    int operatorPort() {
        return operator == null ? 0 : operator.port();
    }

    /** Applies a file of the test as it is, into the namespace that it says itself. */
    void apply(String file) {
        try (var in = ScenarioCluster.class.getResourceAsStream(file)) {
            client.load(in).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same in this namespace, for a resource as text. */
    void create(String yaml) {
        var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        client.resource(object).create();
    }

    void secret(String name, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    /** The MariaDB of the MariaDB operator that the document's example names. */
    void mariadb() {
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

    @Nullable
    Keystone keystone() {
        return client.resources(Keystone.class)
                .inNamespace(namespace)
                .withName("keystone")
                .get();
    }

    /** Changes the specification, again where somebody else was faster. */
    void change(Consumer<Map<String, Object>> change) {
        while (true) {
            try {
                var found = client.genericKubernetesResources(Keystone.GROUP + "/" + Keystone.VERSION, "Keystone")
                        .inNamespace(namespace)
                        .withName("keystone")
                        .require();
                @SuppressWarnings("unchecked")
                var spec = (Map<String, Object>) found.getAdditionalProperties().get("spec");
                change.accept(spec);
                client.resource(found).update();
                return;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).isEqualTo(409);
            }
        }
    }

    <T extends HasMetadata> T object(Class<T> type, String name) {
        return client.resources(type).inNamespace(namespace).withName(name).require();
    }

    <T extends HasMetadata> List<T> objects(Class<T> type) {
        return client.resources(type).inNamespace(namespace).list().getItems();
    }

    /** Waits for a condition of the present generation. */
    void becomes(String type, String status) {
        becomes(type, status, null);
    }

    /** Waits for a condition of the present generation with its reason. */
    void becomes(String type, String status, @Nullable String reason) {
        until(() -> {
            var keystone = keystone();
            return keystone != null
                    && keystone.getStatus() != null
                    && keystone.getMetadata()
                            .getGeneration()
                            .equals(keystone.getStatus().observedGeneration())
                    && keystone.getStatus().conditions().stream()
                            .anyMatch(condition -> condition.getType().equals(type)
                                    && condition.getStatus().equals(status)
                                    && (reason == null || condition.getReason().equals(reason)));
        });
    }

    void until(BooleanSupplier reached) {
        long end = System.nanoTime() + patience.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                var keystone = keystone();
                throw new AssertionError(
                        "waited in vain; " + (keystone == null ? "there is no Keystone" : keystone.getStatus()) + "\n"
                                + explanation.get());
            }
            players.forEach(Runnable::run);
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopOperator();
        remove();
        client.close();
    }

    /** Without an operator nobody else takes the finalizers away. */
    private void remove() {
        client.namespaces().withName(namespace).delete();
        for (var left : objects(Keystone.class)) {
            left.getMetadata().setFinalizers(List.of());
            client.resource(left).update();
        }
    }
}
