package io.clavis.catalog;

import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenStack service, for example of type {@code compute}.
 *
 * @param extra the attributes that have no column; {@code name} is one of them
 */
public record Service(String id, String type, boolean enabled, ObjectNode extra) {
    /** The service's name; empty where it has none. */
    public String name() {
        return extra.path("name").asString("");
    }
}
