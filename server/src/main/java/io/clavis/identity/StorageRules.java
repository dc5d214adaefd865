package io.clavis.identity;

import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import tools.jackson.databind.node.ObjectNode;

/** What upstream answers where a row does not fit into its table. */
public final class StorageRules {
    private StorageRules() {}

    /** 409 for a name that is taken; it tells what the request itself said. */
    static Conflict duplicate(String kind, ObjectNode attributes) {
        var details = new StringBuilder("Duplicate entry");
        var name = attributes.path("name").asString("").strip();
        var domainId = attributes.path("domain_id").asString("");
        if (!name.isEmpty()) {
            details.append(" found with name ").append(name);
        }
        if (!domainId.isEmpty()) {
            details.append(" at domain ID ").append(domainId);
        }
        return Conflict.storing(kind, details.toString());
    }

    /** 400 where a request would move a thing to another domain. */
    static void refuseNewDomain(ObjectNode attributes, String domainId) {
        if (attributes.has("domain_id")
                && !attributes.path("domain_id").asString("").equals(domainId)) {
            throw new BadRequest("Cannot change Domain ID");
        }
    }
}
