package io.clavis.operator.step;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import java.util.Map;
import java.util.Optional;

/** A copy of keys in the store that the External Secrets operator knows, kept by a PushSecret. */
final class KeyBackup {
    private KeyBackup() {}

    /**
     * What makes the copy; empty where nothing could.
     *
     * @param what such as {@code fernet-keys}, which is the end of the Secret's name and of the usual path
     * @param path in the store; empty for the usual one, which has namespace and name in it
     */
    static Optional<Write> of(Keystone keystone, World world, String what, Optional<String> path) {
        if (!PushSecrets.served(world)) {
            return Optional.empty();
        }
        var secret = keystone.getMetadata().getName() + "-" + what;
        var remote = path.orElseGet(() -> path(keystone, what));
        return Optional.of(new Write.Apply(PushSecrets.of(
                keystone,
                secret + "-backup",
                secret,
                keystone.getSpec().secretStoreRef(),
                "Delete",
                "1h",
                Map.of("remoteRef", Map.of("remoteKey", remote)))));
    }

    /** The usual path in the store. */
    static String path(Keystone keystone, String what) {
        var meta = keystone.getMetadata();
        return "openstack/keystone/" + meta.getNamespace() + "/" + meta.getName() + "/" + what;
    }
}
