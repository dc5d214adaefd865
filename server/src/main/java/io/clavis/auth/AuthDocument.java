package io.clavis.auth;

import io.clavis.http.BadRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules on the content of {@code auth} that its schema cannot tell in upstream's words. */
final class AuthDocument {
    private AuthDocument() {}

    /** Every user, project and domain must be named somehow. */
    static void check(ObjectNode auth) {
        requireNamed(auth, "identity/password/user");
        requireNamed(auth, "identity/password/user/domain");
        requireNamed(auth, "scope/project");
        requireNamed(auth, "scope/project/domain");
        requireNamed(auth, "scope/domain");
    }

    /** A text, empty where there is none. */
    static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }

    private static void requireNamed(ObjectNode auth, String field) {
        var node = auth.at("/" + field);
        if (node.isObject() && !node.has("id") && !node.has("name")) {
            throw new BadRequest("Invalid input for field " + field + ": id or name must be present.");
        }
    }
}
