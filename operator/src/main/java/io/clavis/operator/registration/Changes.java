package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;

/** What must be sent so that something in Keystone becomes as it should be. */
final class Changes {
    private Changes() {}

    /** The attributes that are to be there and are not, or are others. */
    static ObjectNode between(ObjectNode there, ObjectNode wanted) {
        var changes = Identity.object();
        for (var attribute : wanted.properties()) {
            if (!attribute.getValue().equals(there.get(attribute.getKey()))) {
                changes.set(attribute.getKey(), attribute.getValue());
            }
        }
        return changes;
    }
}
