package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.SecretStoreRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PushSecrets of the External Secrets operator, each of which lays a Secret down in a store. */
final class PushSecrets {
    private static final String GROUP = "external-secrets.io";
    private static final String VERSION = "v1alpha1";
    private static final String KIND = "PushSecret";

    private static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind(KIND)
            .withPlural("pushsecrets")
            .withNamespaced(true)
            .build();

    private PushSecrets() {}

    /** Whether there is anything that would act on one. */
    static boolean served(World world) {
        return world.serves(GROUP, VERSION, KIND);
    }

    /** One that is there. */
    static Optional<GenericKubernetesResource> there(World world, String name) {
        return served(world) ? world.find(CONTEXT, name) : Optional.empty();
    }

    /**
     * One of them.
     *
     * @param secret which is laid down
     * @param deletionPolicy what becomes of the copy when this goes: {@code Delete} or {@code None}
     * @param refreshInterval how often the copy is made again; {@code 0s} for only when this changes
     * @param match which key goes where
     */
    static GenericKubernetesResource of(
            Keystone keystone,
            String name,
            String secret,
            SecretStoreRef store,
            String deletionPolicy,
            String refreshInterval,
            Map<String, Object> match) {
        Map<String, Object> spec = Map.of(
                "deletionPolicy",
                deletionPolicy,
                "refreshInterval",
                refreshInterval,
                "secretStoreRefs",
                List.of(Map.of("kind", store.kind(), "name", store.name())),
                "selector",
                Map.of("secret", Map.of("name", secret)),
                "data",
                List.of(Map.of("match", match)));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind(KIND)
                .withMetadata(Owned.meta(keystone, name))
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
