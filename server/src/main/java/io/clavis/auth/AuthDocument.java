package io.clavis.auth;

import io.clavis.http.BadRequest;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules on the content of {@code auth} that its schema cannot tell in upstream's words. */
final class AuthDocument {
    private static final List<JsonPointer> TO_BE_NAMED = Stream.of(
                    "/identity/password/user",
                    "/identity/password/user/domain",
                    "/scope/project",
                    "/scope/project/domain",
                    "/scope/domain")
            .map(JsonPointer::compile)
            .toList();

    private AuthDocument() {}

    /** Every user, project and domain must be named somehow. */
    static void check(ObjectNode auth) {
        for (var field : TO_BE_NAMED) {
            var node = auth.at(field);
            if (node.isObject() && !node.has("id") && !node.has("name")) {
                throw new BadRequest(
                        "Invalid input for field " + field.toString().substring(1) + ": id or name must be present.");
            }
        }
    }

    /** A text, empty where there is none. */
    static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }
}
