package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Secret that a rotation lays its result down in; the only one that it may write. */
final class StagingSecret {
    private StagingSecret() {}

    /** An empty one. */
    static Secret of(Keystone keystone, ScheduledRotation rotation) {
        return new SecretBuilder()
                .withMetadata(Owned.meta(keystone, rotation.staging(keystone)))
                .editMetadata()
                .addToLabels(KeyRotation.TARGET, rotation.target())
                .endMetadata()
                .withType("Opaque")
                .build();
    }

    /** When the rotation was complete, as it says itself; null where it does not say. */
    static @Nullable String completedAt(Secret staging) {
        return Optional.ofNullable(staging.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(KeyRotation.COMPLETED_AT);
    }

    /** Empties it. */
    static Write cleared(Secret staging) {
        return new Write.Replace(new SecretBuilder(staging)
                .editMetadata()
                .removeFromAnnotations(KeyRotation.COMPLETED_AT)
                .endMetadata()
                .withData(Map.of())
                .build());
    }
}
