package io.clavis.operator.step;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.SecretStoreRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The objects of the External Secrets operator, in whichever version it is there. */
final class ExternalSecrets {
    private static final String GROUP = "external-secrets.io";
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");

    private ExternalSecrets() {}

    /** Where the Secrets come from; empty where there is no such store, or no such operator at all. */
    static Optional<GenericKubernetesResource> store(World world, SecretStoreRef store) {
        return found(world, store.kind(), store.name());
    }

    /** What makes a Secret of this name; empty where somebody else does. */
    static Optional<GenericKubernetesResource> secret(World world, String name) {
        return found(world, "ExternalSecret", name);
    }

    private static Optional<GenericKubernetesResource> found(World world, String kind, String name) {
        return VERSIONS.stream()
                .filter(version -> world.serves(GROUP, version, kind))
                .findFirst()
                .flatMap(version -> world.find(context(version, kind), name));
    }

    private static ResourceDefinitionContext context(String version, String kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(version)
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(!kind.startsWith("Cluster"))
                .build();
    }

    /** Whether its condition Ready holds. */
    static boolean isReady(GenericKubernetesResource object) {
        return object.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                && status.get("conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> fields
                                && "Ready".equals(fields.get("type"))
                                && "True".equals(fields.get("status")));
    }
}
