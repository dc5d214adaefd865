package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Whose something in Keystone is: an attribute that Keystone keeps without knowing it. It comes with the very request
 * that makes the thing, so that nobody who dies in between leaves anything that is nobody's; and what was there before
 * never has it.
 */
record Mark(String owner) {
    static final String ATTRIBUTE = "registered_by";

    static Mark of(HasMetadata resource) {
        var metadata = resource.getMetadata();
        return new Mark(resource.getKind() + "/" + metadata.getNamespace() + "/" + metadata.getName());
    }

    ObjectNode on(ObjectNode wanted) {
        return wanted.put(ATTRIBUTE, owner);
    }

    boolean isOn(ObjectNode there) {
        return there.path(ATTRIBUTE).asText("").equals(owner);
    }
}
