package io.clavis.operator.pipeline;

import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** What every object that the operator makes has in common: labels, and a Keystone that it goes away with. */
public final class Owned {
    private Owned() {}

    /** The labels of every object of a Keystone. */
    public static Map<String, String> labels(Keystone keystone) {
        return Map.of(
                "app.kubernetes.io/name", "keystone",
                "app.kubernetes.io/instance", keystone.getMetadata().getName(),
                "app.kubernetes.io/managed-by", "keystone-operator");
    }

    /** Name, namespace, labels and owner of an object of a Keystone. */
    public static ObjectMeta meta(Keystone keystone, String name) {
        var owner = keystone.getMetadata();
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(owner.getNamespace())
                .withLabels(labels(keystone))
                .addNewOwnerReference()
                .withApiVersion(Keystone.GROUP + "/" + Keystone.VERSION)
                .withKind("Keystone")
                .withName(owner.getName())
                .withUid(owner.getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }

    /** Whether an object is this very Keystone's, not only of one of the same name. */
    public static boolean by(Keystone keystone, HasMetadata object) {
        var uid = keystone.getMetadata().getUid();
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> reference.getUid().equals(uid));
    }
}
