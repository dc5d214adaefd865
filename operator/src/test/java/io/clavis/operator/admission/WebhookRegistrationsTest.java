package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookRegistrationsTest {
    private final WebhookRegistrations behindService = new WebhookRegistrations(
            "keystone-operator",
            new WebhookRegistrations.Service("keystone-system", "keystone-operator-webhook", 9443),
            "PEM");

    @Test
    void everyRegisteredPathIsServed() {
        var admission = new Admission(Given.CLUSTER);
        assertThat(behindService.validating().getWebhooks())
                .hasSize(5)
                .allMatch(hook ->
                        admission.serves(hook.getClientConfig().getService().getPath()));
        assertThat(behindService.mutating().getWebhooks())
                .hasSize(2)
                .allMatch(hook ->
                        admission.serves(hook.getClientConfig().getService().getPath()));
    }

    @Test
    void deletionIsNotAskedAndSilenceIsNotConsent() {
        assertThat(Serialization.jsonMapper()
                        .valueToTree(behindService.validating())
                        .at("/webhooks/0")
                        .toString())
                .isEqualTo(Given.yaml("""
                                admissionReviewVersions: [v1]
                                clientConfig:
                                  caBundle: %s
                                  service:
                                    name: keystone-operator-webhook
                                    namespace: keystone-system
                                    path: /validate-keystone-openstack-c5c3-io-v1alpha1-keystone
                                    port: 9443
                                failurePolicy: Fail
                                matchPolicy: Equivalent
                                name: vkeystone.keystone.openstack.c5c3.io
                                rules:
                                  - apiGroups: [keystone.openstack.c5c3.io]
                                    apiVersions: [v1alpha1]
                                    operations: [CREATE, UPDATE]
                                    resources: [keystones]
                                    scope: Namespaced
                                sideEffects: None
                                timeoutSeconds: 10
                                """.formatted(
                                        Base64.getEncoder().encodeToString("PEM".getBytes(StandardCharsets.UTF_8))))
                        .toString());
    }

    @Test
    void webhookCanBeAnywhere() {
        var outside = new WebhookRegistrations(
                "outside", new WebhookRegistrations.Address(URI.create("https://127.0.0.1:9443")), "PEM");
        assertThat(outside.mutating().getMetadata().getName()).isEqualTo("outside");
        assertThat(outside.mutating().getWebhooks().getFirst().getClientConfig().getUrl())
                .isEqualTo("https://127.0.0.1:9443/mutate-keystone-openstack-c5c3-io-v1alpha1-keystone");
    }
}
