package io.clavis.resource;

import io.clavis.db.Listing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a project or domain from a request's body, which passed its schema. */
final class ProjectBody {
    // What is never kept as an unknown attribute; "links" and "extra" are ours to write.
    private static final Set<String> KNOWN = Set.of(
            "id",
            "name",
            "domain_id",
            "description",
            "enabled",
            "parent_id",
            "is_domain",
            "tags",
            "options",
            "extra",
            "links",
            "explicit_domain_id");

    private ProjectBody() {}

    /** A new project; whether it is a domain, and where it stands, the body says itself. */
    static Project project(ObjectNode body, String id, @Nullable String domainId) {
        return create(
                body,
                id,
                domainId,
                text(body, "parent_id"),
                flag(body, "is_domain").orElse(false));
    }

    /** A new domain, whatever the body says of its place. */
    static Project domain(ObjectNode body, String id) {
        return create(body, id, null, null, true);
    }

    /** What a change of a domain may say: nothing of its place. */
    static ObjectNode ofDomain(ObjectNode body) {
        return body.deepCopy().remove(List.of("domain_id", "parent_id", "is_domain"));
    }

    private static Project create(
            ObjectNode body, String id, @Nullable String domainId, @Nullable String parentId, boolean isDomain) {
        return new Project(
                id,
                body.path("name").asString(),
                domainId,
                parentId,
                isDomain,
                flag(body, "enabled").orElse(true),
                body.has("description") ? text(body, "description") : "",
                tags(body),
                ResourceOptions.NONE.with(body.path("options")),
                normalized(extra(body)));
    }

    /** The attributes that Keystone does not know. */
    static ObjectNode extra(ObjectNode body) {
        var extra = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(member -> {
            if (!KNOWN.contains(member.getKey())) {
                extra.set(member.getKey(), member.getValue());
            }
        });
        return extra;
    }

    static List<String> tags(ObjectNode body) {
        return body.path("tags").valueStream().map(tag -> tag.asString()).toList();
    }

    /** A string; null where it is absent or null. */
    static @Nullable String text(ObjectNode body, String attribute) {
        var value = body.get(attribute);
        if (value == null || value.isNull()) {
            return null;
        }
        return value.asString();
    }

    /** A flag as a boolean, or in the words that upstream's schema lets through. */
    static Optional<Boolean> flag(ObjectNode body, String attribute) {
        return Optional.ofNullable(body.get(attribute))
                .map(value -> value.isBoolean() ? value.asBoolean() : Listing.truth(value.asString()));
    }

    // On creation only, upstream turns colons and dashes in names into underscores; not so here where that would
    // name a known attribute, past the check of its value.
    private static ObjectNode normalized(ObjectNode extra) {
        var normalized = JsonNodeFactory.instance.objectNode();
        extra.properties().forEach(member -> {
            var name = member.getKey().replace(':', '_').replace('-', '_');
            if (!KNOWN.contains(name)) {
                normalized.set(name, member.getValue());
            }
        });
        return normalized;
    }
}
