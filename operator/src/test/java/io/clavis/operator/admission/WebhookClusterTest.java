package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real API server that asks the webhook; needs {@code CLAVIS_KUBECONFIG}, the path of a kubeconfig for tests. */
final class WebhookClusterTest {
    private static final int INVALID = 422;
    private static final int TRIES = 300;

    private final String namespace = "clavis-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private @Nullable KubernetesClient client;
    private @Nullable AdmissionServer server;
    private @Nullable WebhookRegistrations registrations;

    @BeforeEach
    void register() throws Exception {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        for (var kind : AdmittedKind.values()) {
            define(kind);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new PriorityClassBuilder()
                        .withNewMetadata()
                        .withName("important")
                        .endMetadata()
                        .withValue(1)
                        .build())
                .createOr(NonDeletingOperation::update);
        var pair = ServingKey.make(directory, "EC");
        pair.writeTo(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        server = AdmissionServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                directory.resolve("tls.crt"),
                directory.resolve("tls.key"),
                new Admission(new ClusterNeighbours(client)));
        registrations = new WebhookRegistrations(
                namespace,
                new WebhookRegistrations.Address(
                        URI.create("https://127.0.0.1:" + server.address().getPort())),
                pair.certificatePem());
        client.resource(registrations.mutating()).create();
        client.resource(registrations.validating()).create();
        // The API server takes a moment to hear of it.
        var bad = object(Given.merged(Given.file("keystone"), Given.yaml("spec: {fernet: {rotationSchedule: never}}")));
        until(() -> refusal(bad) != null);
    }

    @AfterEach
    void withdraw() {
        if (registrations != null) {
            client.resource(registrations.mutating()).delete();
            client.resource(registrations.validating()).delete();
        }
        if (server != null) {
            server.close();
        }
        if (client != null) {
            client.namespaces().withName(namespace).delete();
            client.close();
        }
    }

    @Test
    void everyBadResourceIsRefusedInWordsThatNameTheField() {
        int refused = 0;
        for (var bad : Given.file("bad")) {
            if (bad.path("update").asBoolean() || bad.path("words").asText().contains("is the domain of")) {
                continue;
            }
            var changed = Given.merged(Given.file(bad.path("on").asText()), bad.path("change"));
            if (bad.has("fill")) {
                ((ObjectNode) changed.at("/spec/extraOptions"))
                        .set(
                                "page_size",
                                TextNode.valueOf("x".repeat(bad.path("fill").asInt())));
            }
            var status = refusal(object(changed));
            assertThat(status).as(bad.toString()).isNotNull();
            assertThat(status.getCode()).as(bad.toString()).isEqualTo(INVALID);
            // What the schema alone refuses, the API server refuses in its own words.
            assertThat(status.getMessage())
                    .as(bad.toString())
                    .contains(lastName(bad.path("field").asText()));
            refused++;
        }
        assertThat(refused).isGreaterThan(40);
    }

    @Test
    void whatIsLeftOpenIsFilledIn() {
        var made = create(Given.file("keystone"));

        assertThat(made.<String>get("spec", "trustFlush", "schedule")).isEqualTo("0 * * * *");
    }

    @Test
    void aDomainHasOneBackendOnly() {
        var first = Given.file("ldap");
        create(first);
        var second = Given.merged(first, Given.yaml("metadata: {name: another}"));

        var status = refusal(object(second));

        assertThat(status).isNotNull();
        assertThat(status.getMessage())
                .contains("spec.domain.name")
                .contains("is the domain of the identity backend "
                        + first.at("/metadata/name").asText());
    }

    private static String lastName(String field) {
        return field.replaceAll(".*\\.", "").replaceAll("\\[.*", "");
    }

    private GenericKubernetesResource create(JsonNode resource) {
        return client.resource(object(resource)).create();
    }

    private GenericKubernetesResource object(JsonNode resource) {
        var object = Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setUid(null);
        object.getMetadata().setResourceVersion(null);
        return object;
    }

    private @Nullable Status refusal(GenericKubernetesResource resource) {
        try {
            client.resource(resource).dryRun().create();
            return null;
        } catch (KubernetesClientException e) {
            return e.getStatus();
        }
    }

    private void define(AdmittedKind kind) throws IOException {
        try (var definition = AdmittedKind.class.getResourceAsStream("/crds/" + kind.plural() + ".yaml")) {
            // Applied by the server it would be refused by one that knows no CEL.
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(definition)
                    .createOr(NonDeletingOperation::update);
        }
        until(() -> client.getApiResources(kind.group() + "/" + kind.version()) != null
                && client.getApiResources(kind.group() + "/" + kind.version()).getResources().stream()
                        .anyMatch(known -> known.getName().equals(kind.plural())));
    }

    private static void until(BooleanSupplier reached) {
        for (int i = 0; i < TRIES; i++) {
            if (reached.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("waited in vain");
    }
}
