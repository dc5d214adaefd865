package io.clavis.identity;

import io.clavis.http.Attributes;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The attributes of a user in a request that passed its schema. */
record UserAttributes(ObjectNode json) {
    private static final String[] KNOWN = {
        "id",
        "name",
        "domain_id",
        "password",
        "enabled",
        "default_project_id",
        "password_expires_at",
        "options",
        "extra",
        "federated"
    };

    boolean hasName() {
        return json.has("name");
    }

    String name() {
        return json.path("name").asString("").strip();
    }

    String domainId() {
        return json.path("domain_id").asString("");
    }

    boolean enabled(boolean before) {
        return Attributes.flag(json, "enabled", before);
    }

    boolean saysEnabled() {
        return json.has("enabled");
    }

    @Nullable
    String defaultProjectId(@Nullable String before) {
        return Attributes.text(json, "default_project_id", before);
    }

    /** Whether the request sets a password or, by null, takes it away. */
    boolean saysPassword() {
        return json.has("password");
    }

    @Nullable
    String password() {
        return Attributes.text(json, "password", null);
    }

    /** The options that the request names; a JSON null takes one away. */
    Map<UserOption, JsonNode> options() {
        var options = new EnumMap<UserOption, JsonNode>(UserOption.class);
        for (var option : UserOption.values()) {
            var value = json.path("options").get(option.text());
            if (value != null) {
                options.put(option, value);
            }
        }
        return options;
    }

    ObjectNode extra(ObjectNode before) {
        return Attributes.extra(before, json, KNOWN);
    }
}
