package io.clavis.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A domain as rules name it: by id, or else by name; or not at all. */
public record DomainReference(@Nullable String id, @Nullable String name) {
    /** The domain that {@code domain} names. */
    static DomainReference of(JsonNode domain) {
        if (!domain.isObject()) {
            throw new MappingFailure("A domain must be an object with an id or a name.");
        }
        return new DomainReference(text(domain, "id"), text(domain, "name"));
    }

    static @Nullable String text(JsonNode object, String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new MappingFailure("'" + name + "' must be a text.");
        }
        return value.asString();
    }
}
