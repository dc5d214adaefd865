package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialStatus;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes away what former application credentials left: those of which nobody says any more that they are in use. */
record CredentialSweep(
        KeystoneApplicationCredential resource, Kind kind, Identity administrator, Writer writer, Report report) {
    /**
     * The status after it, without a Secret before where that is of no use any more.
     *
     * @param there all of the user
     */
    KeystoneApplicationCredentialStatus swept(
            KeystoneApplicationCredentialStatus status, List<ObjectNode> there, World world) {
        var secrets = CredentialSecret.all(resource, world);
        var next = keepsPrevious(status, secrets, world.now()) ? status : status.withoutPrevious();
        secrets.stream()
                .filter(secret -> !isIn(next, secret) && !CredentialSecret.isConsumed(secret))
                .forEach(this::revoke);
        // Somebody died between the one write and the other: nobody knows the secrets of these.
        var held = secrets.stream()
                .flatMap(secret -> CredentialSecret.id(secret).stream())
                .collect(Collectors.toSet());
        there.stream()
                .filter(one -> one.path("description").asText("").equals(CredentialRequest.description(resource)))
                .map(one -> one.path("id").asText())
                .filter(id -> !held.contains(id))
                .forEach(id -> administrator.delete(kind, id));
        return next;
    }

    private boolean keepsPrevious(KeystoneApplicationCredentialStatus status, List<Secret> secrets, Instant now) {
        var name = status.previousSecretName();
        return name == null
                || secrets.stream()
                        .filter(secret -> secret.getMetadata().getName().equals(name))
                        .flatMap(secret -> CredentialSecret.id(secret).stream())
                        .flatMap(id -> administrator.get(kind, id).stream())
                        .anyMatch(credential -> !hasExpired(credential, now));
    }

    /** Keystone writes no zone, and means UTC. */
    private static boolean hasExpired(ObjectNode credential, Instant now) {
        return Optional.of(credential.path("expires_at").asText(""))
                .filter(end -> !end.isEmpty())
                .map(end -> Instant.parse(end.endsWith("Z") ? end : end + "Z"))
                .filter(end -> !end.isAfter(now))
                .isPresent();
    }

    private static boolean isIn(KeystoneApplicationCredentialStatus status, Secret secret) {
        var name = secret.getMetadata().getName();
        return name.equals(status.secretName()) || name.equals(status.previousSecretName());
    }

    private void revoke(Secret secret) {
        CredentialSecret.id(secret).ifPresent(id -> administrator.delete(kind, id));
        CredentialSecret.remove(secret, writer);
        report.tell(Notice.normal(
                "ApplicationCredentialRevoked",
                "Secret " + secret.getMetadata().getName() + " and what it held are removed"));
    }
}
