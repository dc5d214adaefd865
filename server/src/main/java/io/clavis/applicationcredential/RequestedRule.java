package io.clavis.applicationcredential;

import io.clavis.db.Identifier;
import io.clavis.http.BadRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An access rule as a request names it: by id, or by what it is.
 *
 * @param id a new one where the request has none
 */
record RequestedRule(
        String id,
        @Nullable String service,
        @Nullable String path,
        @Nullable String method) {
    /** 400 for a rule that has neither an id nor all that makes a rule. */
    static RequestedRule of(JsonNode json) {
        var id = json.path("id").asString("");
        var rule = new RequestedRule(
                id.isEmpty() ? Identifier.random() : id,
                json.path("service").asString(null),
                json.path("path").asString(null),
                json.path("method").asString(null));
        if (id.isEmpty() && rule.complete().isEmpty()) {
            throw BadRequest.missing("id, or service, path and method", "access rule");
        }
        return rule;
    }

    Optional<AccessRule> complete() {
        return service == null || path == null || method == null
                ? Optional.empty()
                : Optional.of(new AccessRule(id, service, path, method));
    }
}
