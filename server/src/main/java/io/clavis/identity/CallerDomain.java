package io.clavis.identity;

import io.clavis.db.Filter;
import io.clavis.db.ListQuery;
import io.clavis.http.Call;
import tools.jackson.databind.node.ObjectNode;

/** What the domain that a token is scoped to means for lists and for new things. */
final class CallerDomain {
    private CallerDomain() {}

    /** A list shows only what is in the domain, whatever else is asked. */
    static ListQuery within(Call call, ListQuery query) {
        return call.caller()
                .domainId()
                .map(id -> query.and(Filter.equal("domain_id", id)))
                .orElse(query);
    }

    /**
     * The attributes of a new thing: in the domain of the scope where the request names none, else in the default
     * domain; names of attributes in upstream's spelling.
     */
    static ObjectNode completed(Call call, ObjectNode body, String defaultDomainId) {
        var attributes = body.objectNode();
        body.properties()
                .forEach(attribute ->
                        attributes.set(attribute.getKey().replace(':', '_').replace('-', '_'), attribute.getValue()));
        if (attributes.path("domain_id").asString("").isEmpty()) {
            attributes.put("domain_id", call.caller().homeDomainId(defaultDomainId));
        }
        return attributes;
    }
}
