package io.clavis.operator.admission;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What an API server has to be told so that it asks the webhook: on create and update only, because a resource that
 * cannot be deleted is worse than one that is wrong.
 *
 * @param name of both configurations
 * @param caBundle PEM of the certificates that the webhook's own hangs on
 */
public record WebhookRegistrations(String name, Target target, String caBundle) {
    private static final int TIMEOUT_SECONDS = 10;
    private static final List<String> OPERATIONS = List.of("CREATE", "UPDATE");

    /** Where the webhook is. */
    public sealed interface Target {}

    /** Behind a Service of the cluster. */
    public record Service(String namespace, String name, int port) implements Target {}

    /** Anywhere, by an {@code https} address without a path. */
    public record Address(URI uri) implements Target {}

    /** For the webhooks that refuse. */
    public ValidatingWebhookConfiguration validating() {
        var webhooks = Arrays.stream(AdmittedKind.values())
                .map(kind -> new ValidatingWebhookBuilder()
                        .withName("v" + title(kind))
                        .withClientConfig(client(kind.validatingPath()))
                        .withRules(rule(kind))
                        .withAdmissionReviewVersions("v1")
                        .withFailurePolicy("Fail")
                        .withMatchPolicy("Equivalent")
                        .withSideEffects("None")
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .build())
                .toList();
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withWebhooks(webhooks)
                .build();
    }

    /** For the webhooks that fill in. */
    public MutatingWebhookConfiguration mutating() {
        var webhooks = Arrays.stream(AdmittedKind.values())
                .filter(AdmittedKind::defaulted)
                .map(kind -> new MutatingWebhookBuilder()
                        .withName("m" + title(kind))
                        .withClientConfig(client(kind.mutatingPath()))
                        .withRules(rule(kind))
                        .withAdmissionReviewVersions("v1")
                        .withFailurePolicy("Fail")
                        .withMatchPolicy("Equivalent")
                        .withReinvocationPolicy("Never")
                        .withSideEffects("None")
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .build())
                .toList();
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withWebhooks(webhooks)
                .build();
    }

    private static String title(AdmittedKind kind) {
        return kind.singular() + "." + kind.group();
    }

    private static RuleWithOperations rule(AdmittedKind kind) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(kind.group())
                .withApiVersions(kind.version())
                .withResources(kind.plural())
                .withScope("Namespaced")
                .withOperations(OPERATIONS)
                .build();
    }

    private WebhookClientConfig client(String path) {
        var bundle = Base64.getEncoder().encodeToString(caBundle.getBytes(StandardCharsets.UTF_8));
        var client = new WebhookClientConfigBuilder().withCaBundle(bundle);
        return switch (target) {
            case Service(String namespace, String service, int port) ->
                client.withNewService()
                        .withNamespace(namespace)
                        .withName(service)
                        .withPort(port)
                        .withPath(path)
                        .endService()
                        .build();
            case Address(URI uri) -> client.withUrl(uri + path).build();
        };
    }
}
