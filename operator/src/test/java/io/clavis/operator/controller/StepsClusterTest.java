package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Autoscaler, policy, route and the administrator's password on a real API server, as {@link TestCluster} needs it. */
final class StepsClusterTest {
    private static final String ADMINISTRATOR = "keystone-admin-credentials";
    private static final String STAGING = "keystone-admin-password-rotation";
    private static final String NEXT = "keystone-admin-password-next";
    private static final String PATH = "bootstrap/keystone-admin";
    private static final String PASSWORD = "abcdefghijklmnopqrstuvwxyz-_0123";

    private TestCluster cluster;

    @BeforeEach
    void connect() throws IOException {
        cluster = new TestCluster();
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theAutoscalerDecidesHowManyPodsThereAreUntilItGoes() throws IOException {
        administrator();
        cluster.start();
        cluster.create("autoscaling: {minReplicas: 2, maxReplicas: 7, targetCPUUtilization: 80}");
        cluster.becomes("Ready", "AllReady");
        var autoscaler = autoscalers().getFirst();
        assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(2);
        assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(7);
        scale(5);
        cluster.until(() -> available() == 5);
        // Another generation, so that the operator certainly looked again.
        cluster.change(spec -> spec.put("trustFlush", Map.of("schedule", "7 * * * *")));
        cluster.becomes("Ready", "AllReady");
        assertThat(available()).isEqualTo(5);
        cluster.change(spec -> spec.remove("autoscaling"));
        cluster.until(() -> autoscalers().isEmpty() && available() == 3);
        cluster.becomes("HPAReady", "HPANotRequired");
        cluster.becomes("Ready", "AllReady");
    }

    @Test
    void aBadPolicyIsToldAndKeepsPodsAwayUntilItIsGood() throws IOException {
        administrator();
        cluster.start();
        cluster.kubelet.fails("keystone-policy-validation", "identity:nosuch: there is no such rule\n1 problems\n");
        cluster.create("policyOverrides: {rules: {'identity:nosuch': 'role:auditor'}}");
        cluster.becomes("PolicyValidReady", "PolicyValidationFailed");
        assertThat(cluster.condition("PolicyValidReady").orElseThrow().getMessage())
                .isEqualTo("identity:nosuch: there is no such rule\n1 problems");
        assertThat(cluster.client
                        .apps()
                        .deployments()
                        .inNamespace(cluster.namespace)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(job("keystone-policy-validation").getSpec().getBackoffLimit())
                .isEqualTo(2);
        cluster.kubelet.succeeds("keystone-policy-validation");
        cluster.change(
                spec -> spec.put("policyOverrides", Map.of("rules", Map.of("identity:list_projects", "role:auditor"))));
        cluster.becomes("Ready", "AllReady");
        cluster.becomes("PolicyValidReady", "PolicyValidationPassed");
        cluster.change(spec -> spec.remove("policyOverrides"));
        cluster.becomes("PolicyValidReady", "PolicyValidationNotRequired");
        cluster.until(() -> job("keystone-policy-validation") == null);
    }

    @Test
    void theRouteIsWaitedForUntilTheGatewayTakesIt() throws IOException {
        cluster.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("httproutes.gateway.networking.k8s.io")
                .delete();
        cluster.until(() -> cluster.client.getApiResources("gateway.networking.k8s.io/v1") == null);
        administrator();
        cluster.start();
        cluster.create("gateway: {hostname: id.example, parentRef: {name: public}}");
        cluster.becomes("HTTPRouteReady", "GatewayAPINotInstalled");
        cluster.becomes("Ready", "NotAllReady");
        cluster.stop();

        cluster.define("gateway-crds.yaml");
        cluster.until(() -> cluster.client.getApiResources("gateway.networking.k8s.io/v1") != null);
        cluster.start();
        cluster.becomes("HTTPRouteReady", "HTTPRouteNotAccepted");
        accept(routes().getFirst());
        cluster.becomes("HTTPRouteReady", "HTTPRouteAccepted");
        cluster.becomes("Ready", "AllReady");
        assertThat(cluster.keystone().getStatus().endpoint()).isEqualTo("https://id.example/v3");
        var version = routes().getFirst().getMetadata().getResourceVersion();
        cluster.change(spec -> spec.put("trustFlush", Map.of("schedule", "7 * * * *")));
        cluster.becomes("Ready", "AllReady");
        assertThat(routes().getFirst().getMetadata().getResourceVersion()).isEqualTo(version);
        cluster.change(spec -> spec.remove("gateway"));
        cluster.becomes("HTTPRouteReady", "HTTPRouteNotRequired");
        cluster.until(() -> routes().isEmpty());
    }

    @Test
    void aNewPasswordComesBackFromTheStoreAndOnlyThenBootstrapRunsAgain() throws IOException {
        cluster.until(() -> cluster.client.getApiResources("external-secrets.io/v1") != null
                && cluster.client.getApiResources("external-secrets.io/v1alpha1") != null);
        var store = new SecretStore(cluster.client, cluster.namespace);
        store.put(PATH, "password", base64("first"));
        source();
        store.work();
        cluster.start();
        cluster.create("passwordRotation: {enabled: true}");
        cluster.becomes("Ready", "AllReady");
        cluster.becomes("PasswordRotationReady", "PasswordRotationConfigured");
        var first = job("keystone-bootstrap").getMetadata().getUid();
        store.work();
        assertThat(store.get(PATH, "password")).isEqualTo(base64("first"));

        try (var rotation = rotation()) {
            mayNotWrite(rotation, ADMINISTRATOR);
            mayNotReadTheOneInUse(rotation);
            stage(rotation, "too-short");
            cluster.until(this::nothingIsStaged);
            cluster.until(() -> events().contains("RotationRejected"));
            assertThat(secret(NEXT)).isNull();
            stage(rotation, PASSWORD);
            cluster.until(() -> secret(NEXT) != null && events().contains("AdminPasswordRotated"));
            mayNotWrite(rotation, NEXT);
        }
        cluster.until(this::nothingIsStaged);
        assertThat(job("keystone-bootstrap").getMetadata().getUid()).isEqualTo(first);
        store.work();
        assertThat(secret(ADMINISTRATOR).getData()).containsEntry("password", base64(PASSWORD));
        cluster.until(() -> Optional.ofNullable(job("keystone-bootstrap"))
                .filter(job -> !job.getMetadata().getUid().equals(first))
                .isPresent());
        cluster.becomes("Ready", "AllReady");
        var second = job("keystone-bootstrap").getMetadata().getUid();

        cluster.change(spec -> spec.put("passwordRotation", Map.of("enabled", false)));
        cluster.becomes("PasswordRotationReady", "RotationDisabled");
        cluster.until(() -> secret(STAGING) == null && secret(NEXT) == null);
        assertThat(cluster.client
                        .genericKubernetesResources("external-secrets.io/v1alpha1", "PushSecret")
                        .inNamespace(cluster.namespace)
                        .list()
                        .getItems())
                .extracting(push -> push.getMetadata().getName())
                .doesNotContain("keystone-admin-password-backup");
        assertThat(job("keystone-bootstrap").getMetadata().getUid()).isEqualTo(second);
        assertThat(store.get(PATH, "password")).isEqualTo(base64(PASSWORD));
    }

    private void administrator() {
        cluster.secret(ADMINISTRATOR, Map.of("password", "p"));
    }

    private List<io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler> autoscalers() {
        return cluster.client
                .autoscaling()
                .v1()
                .horizontalPodAutoscalers()
                .inNamespace(cluster.namespace)
                .list()
                .getItems();
    }

    private void scale(int pods) {
        cluster.client
                .apps()
                .deployments()
                .inNamespace(cluster.namespace)
                .withName("keystone")
                .scale(pods);
    }

    private int available() {
        var status = cluster.client
                .apps()
                .deployments()
                .inNamespace(cluster.namespace)
                .withName("keystone")
                .get()
                .getStatus();
        return status == null || status.getAvailableReplicas() == null ? 0 : status.getAvailableReplicas();
    }

    private Job job(String name) {
        return cluster.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace)
                .withName(name)
                .get();
    }

    private Secret secret(String name) {
        return cluster.client
                .secrets()
                .inNamespace(cluster.namespace)
                .withName(name)
                .get();
    }

    private boolean nothingIsStaged() {
        var staging = secret(STAGING);
        return staging != null
                && (staging.getData() == null || staging.getData().isEmpty());
    }

    private List<String> events() {
        return cluster.client.v1().events().inNamespace(cluster.namespace).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    private List<GenericKubernetesResource> routes() {
        return cluster.client
                .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
                .inNamespace(cluster.namespace)
                .list()
                .getItems();
    }

    private void accept(GenericKubernetesResource route) {
        route.setAdditionalProperty(
                "status",
                Map.of(
                        "parents",
                        List.of(Map.of(
                                "parentRef",
                                Map.of("name", "public"),
                                "conditions",
                                List.of(Map.of(
                                        "type",
                                        "Accepted",
                                        "status",
                                        "True",
                                        "observedGeneration",
                                        route.getMetadata().getGeneration()))))));
        cluster.client.resource(route).updateStatus();
    }

    private void source() {
        cluster.client
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("external-secrets.io/v1")
                        .withKind("ExternalSecret")
                        .withNewMetadata()
                        .withName(ADMINISTRATOR)
                        .withNamespace(cluster.namespace)
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec",
                                Map.of(
                                        "data",
                                        List.of(Map.of(
                                                "secretKey",
                                                "password",
                                                "remoteRef",
                                                Map.of("key", PATH, "property", "password")))))
                        .build())
                .create();
    }

    /** As the Pods of the CronJob, with their rights and no more. */
    private KubernetesClient rotation() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(TestCluster.config())
                        .withImpersonateUsername(
                                "system:serviceaccount:" + cluster.namespace + ":keystone-admin-password-rotate")
                        .build())
                .build();
    }

    private void mayNotWrite(KubernetesClient rotation, String name) {
        assertThatThrownBy(() -> patch(rotation, name, PASSWORD))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    private void mayNotReadTheOneInUse(KubernetesClient rotation) {
        assertThatThrownBy(() -> rotation.secrets()
                        .inNamespace(cluster.namespace)
                        .withName(ADMINISTRATOR)
                        .get())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    private void stage(KubernetesClient rotation, String password) {
        cluster.until(() -> secret(STAGING) != null);
        patch(rotation, STAGING, password);
    }

    private void patch(KubernetesClient rotation, String name, String password) {
        var patch = new SecretBuilder()
                .withNewMetadata()
                .addToAnnotations("forge.c5c3.io/rotation-completed-at", "2026-03-01T12:00:00Z")
                .endMetadata()
                .withData(Map.of("password", base64(password)))
                .build();
        rotation.secrets()
                .inNamespace(cluster.namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), Serialization.asJson(patch));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
