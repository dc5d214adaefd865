package io.clavis.assignment;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was set for one role.
 *
 * @param immutable the role can be neither changed nor deleted; null where it was never set
 */
public record RoleOptions(@Nullable Boolean immutable) {
    /** Nothing set. */
    public static final RoleOptions NONE = new RoleOptions(null);

    /** Whether the role is protected from change. */
    public boolean isImmutable() {
        return immutable != null && immutable;
    }

    /** The options as the API shows them. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        if (immutable != null) {
            json.put("immutable", immutable.booleanValue());
        }
        return json;
    }
}
