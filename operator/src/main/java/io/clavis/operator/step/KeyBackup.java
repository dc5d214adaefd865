package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of keys in the store that the External Secrets operator knows, kept by a PushSecret. */
final class KeyBackup {
    private static final String GROUP = "external-secrets.io";
    private static final String VERSION = "v1alpha1";

    private KeyBackup() {}

    /**
     * What makes the copy; empty where nothing could.
     *
     * @param what such as {@code fernet-keys}, which is the end of the Secret's name and of the usual path
     * @param path in the store; empty for the usual one, which has namespace and name in it
     */
    static Optional<Write> of(Keystone keystone, World world, String what, Optional<String> path) {
        if (!world.serves(GROUP, VERSION, "PushSecret")) {
            return Optional.empty();
        }
        var meta = keystone.getMetadata();
        var store = keystone.getSpec().secretStoreRef();
        var secret = meta.getName() + "-" + what;
        var remote = path.orElse("openstack/keystone/" + meta.getNamespace() + "/" + meta.getName() + "/" + what);
        Map<String, Object> spec = Map.of(
                "deletionPolicy",
                "Delete",
                "refreshInterval",
                "1h",
                "secretStoreRefs",
                List.of(Map.of("kind", store.kind(), "name", store.name())),
                "selector",
                Map.of("secret", Map.of("name", secret)),
                "data",
                List.of(Map.of("match", Map.of("remoteRef", Map.of("remoteKey", remote)))));
        return Optional.of(new Write.Apply(new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind("PushSecret")
                .withMetadata(Owned.meta(keystone, secret + "-backup"))
                .addToAdditionalProperties("spec", spec)
                .build()));
    }
}
