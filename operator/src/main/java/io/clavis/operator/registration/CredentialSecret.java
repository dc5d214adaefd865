package io.clavis.operator.registration;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.step.Secrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Secrets with the application credentials of a resource, by upstream's names, labels and keys, so that services'
 * operators find them as they are used to.
 */
final class CredentialSecret {
    /** Keeps a Secret that somebody deletes while it may be in use. */
    static final String PROTECTION = "openstack.org/ac-secret-protection";

    /** The key of the credential's id. */
    static final String ID = "AC_ID";

    /** The key of its secret. */
    static final String SECRET = "AC_SECRET";

    /** By which all of them are found. */
    static final String SELECTOR = "application-credentials=true";

    private static final String PREFIX = "ac-";
    private static final int DIGITS = 5;
    private static final String CONSUMER_PREFIX = "openstack.org/";
    private static final String CONSUMER_SUFFIX = "-ac-consumer";

    private CredentialSecret() {}

    /** The name of the Secret of one credential. */
    static String name(KeystoneApplicationCredential resource, String id) {
        return PREFIX + service(resource) + "-" + id.substring(0, Math.min(id.length(), DIGITS)) + "-secret";
    }

    /** The Secret of one credential, which never changes. */
    static Secret of(KeystoneApplicationCredential resource, String id, String secret) {
        var owner = resource.getMetadata();
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name(resource, id))
                .withNamespace(owner.getNamespace())
                .withLabels(labels(resource))
                .withFinalizers(PROTECTION)
                .addNewOwnerReference()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withName(owner.getName())
                .withUid(owner.getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .withData(Map.of(ID, Secrets.held(id), SECRET, Secrets.held(secret)))
                .build();
    }

    /** All Secrets of a resource, and of no other of the same name. */
    static List<Secret> all(KeystoneApplicationCredential resource, World world) {
        return world.labelled(Secret.class, labels(resource)).stream()
                .filter(secret -> isOf(resource, secret))
                .toList();
    }

    /** The id of the credential in a Secret. */
    static Optional<String> id(Secret secret) {
        return Secrets.text(secret, ID);
    }

    /** Whether a service says that it uses it. */
    static boolean isConsumed(Secret secret) {
        return secret.getMetadata().getFinalizers().stream()
                .anyMatch(finalizer -> finalizer.startsWith(CONSUMER_PREFIX) && finalizer.endsWith(CONSUMER_SUFFIX));
    }

    /** Takes the protection away, and the Secret. */
    static void remove(Secret secret, Writer writer) {
        if (secret.getMetadata().getFinalizers().contains(PROTECTION)) {
            writer.write(new Write.Replace(new SecretBuilder(secret)
                    .editMetadata()
                    .removeFromFinalizers(PROTECTION)
                    .endMetadata()
                    .build()));
        }
        if (!secret.isMarkedForDeletion()) {
            writer.write(new Write.Delete(secret));
        }
    }

    private static boolean isOf(KeystoneApplicationCredential resource, Secret secret) {
        return secret.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(resource.getMetadata().getUid()));
    }

    private static Map<String, String> labels(KeystoneApplicationCredential resource) {
        return Map.of(
                "application-credentials", "true",
                "application-credential-service", service(resource),
                "app.kubernetes.io/managed-by", "keystone-operator");
    }

    private static String service(KeystoneApplicationCredential resource) {
        var name = resource.getMetadata().getName();
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
