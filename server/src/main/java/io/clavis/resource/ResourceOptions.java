package io.clavis.resource;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options of a domain, project or role.
 *
 * @param immutable whether updates and deletion are refused; null where nobody said
 */
public record ResourceOptions(@Nullable Boolean immutable) {
    /** Nothing set. */
    public static final ResourceOptions NONE = new ResourceOptions(null);

    /** The option's id in the tables {@code project_option} and {@code role_option}. */
    public static final String IMMUTABLE_ID = "IMMU";

    /** The option's name in the API. */
    public static final String IMMUTABLE = "immutable";

    /** Whether updates and deletion are refused. */
    public boolean isImmutable() {
        return Boolean.TRUE.equals(immutable);
    }

    /** These options with those of a request laid over them; a null there takes an option away. */
    public ResourceOptions with(JsonNode changes) {
        var value = changes.get(IMMUTABLE);
        if (value == null) {
            return this;
        }
        return value.isNull() ? NONE : new ResourceOptions(value.asBoolean());
    }

    /** As the API shows them. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        if (immutable != null) {
            json.put(IMMUTABLE, immutable);
        }
        return json;
    }
}
