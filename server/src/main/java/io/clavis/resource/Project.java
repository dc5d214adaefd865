package io.clavis.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project, or a domain, which is a project without a parent that acts as one.
 *
 * @param domainId null for a domain
 * @param parentId the parent project or the domain; null for a domain
 * @param extra attributes that Keystone does not know and keeps; not to be changed
 */
public record Project(
        String id,
        String name,
        @Nullable String domainId,
        @Nullable String parentId,
        boolean isDomain,
        boolean enabled,
        @Nullable String description,
        List<String> tags,
        ResourceOptions options,
        ObjectNode extra) {
    public Project {
        tags = List.copyOf(tags);
    }

    /** A new enabled domain without anything special. */
    public static Project domain(String id, String name) {
        return plain(id, name, null, true);
    }

    /** A new enabled project at the top of a domain without anything special. */
    public static Project inDomain(String id, String name, String domainId) {
        return plain(id, name, domainId, false);
    }

    private static Project plain(String id, String name, @Nullable String domainId, boolean isDomain) {
        var nothing = JsonNodeFactory.instance.objectNode();
        return new Project(id, name, domainId, domainId, isDomain, true, "", List.of(), ResourceOptions.NONE, nothing);
    }

    /** The domain that it is in; a domain is in itself. */
    public String owningDomainId() {
        return domainId == null ? id : domainId;
    }

    /** The same with a description. */
    public Project describedAs(String text) {
        return new Project(id, name, domainId, parentId, isDomain, enabled, text, tags, options, extra);
    }

    /** The same with other tags. */
    Project withTags(List<String> others) {
        return new Project(id, name, domainId, parentId, isDomain, enabled, description, others, options, extra);
    }
}
