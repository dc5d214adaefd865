package io.clavis.operator.registration;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialSpec;
import io.clavis.operator.resource.KeystoneApplicationCredentialStatus;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an application credential does as it is, and why not. */
final class CredentialState {
    private CredentialState() {}

    /** What of the resource is part of the credential: a change of it needs another one. */
    static String hash(KeystoneApplicationCredentialSpec spec) {
        return Contents.hash(List.of(spec.roles(), spec.accessRules(), spec.unrestricted(), spec.userName()));
    }

    /** When it is to be renewed. */
    static Optional<Instant> renewal(KeystoneApplicationCredentialSpec spec, @Nullable String expiresAt) {
        return Optional.ofNullable(expiresAt)
                .map(Instant::parse)
                .map(end -> end.minus(Duration.ofDays(spec.gracePeriodDays())));
    }

    /**
     * Why another one is needed.
     *
     * @param known the ids of the credentials that Keystone has
     */
    static Optional<String> flaw(
            KeystoneApplicationCredential resource,
            KeystoneApplicationCredentialStatus status,
            Set<String> known,
            World world) {
        var spec = resource.getSpec();
        var id = status.acID();
        var secret = status.secretName();
        if (id == null || secret == null) {
            return Optional.of("there is none yet");
        }
        if (!hash(spec).equals(status.securityHash())) {
            return Optional.of("another user, or other roles or rules, are wanted");
        }
        if (renewal(spec, status.expiresAt())
                .filter(time -> !time.isAfter(world.now()))
                .isPresent()) {
            return Optional.of("it expires at " + status.expiresAt());
        }
        if (!known.contains(id)) {
            return Optional.of("Keystone does not have it any more");
        }
        return world.find(Secret.class, secret)
                        .filter(there -> !there.isMarkedForDeletion())
                        .flatMap(CredentialSecret::id)
                        .filter(id::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("Secret " + secret + " is gone");
    }
}
