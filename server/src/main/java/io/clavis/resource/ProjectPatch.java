package io.clavis.resource;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a project or domain, as a request's body has it: what it does not name stays.
 *
 * @param content passed the request's schema
 */
public record ProjectPatch(ObjectNode content) {
    /** The new name, if there is one. */
    Optional<String> name() {
        return Optional.ofNullable(content.get("name")).map(name -> name.asString());
    }

    Optional<Boolean> flag(String attribute) {
        return ProjectBody.flag(content, attribute);
    }

    /** Whether what the body says about {@code is_domain}, if anything, is what it was. */
    boolean agreesOnDomain(boolean isDomain) {
        var given = content.get("is_domain");
        if (given == null) {
            return true;
        }
        return given.isValueNode() && flag("is_domain").orElseThrow() == isDomain;
    }

    /** Whether an attribute that cannot change is left out or as it was. */
    boolean agreesWith(String attribute, @Nullable String value) {
        var given = content.get(attribute);
        if (given == null) {
            return true;
        }
        return given.isNull()
                ? value == null
                : given.isString() && given.asString().equals(value);
    }

    /** Whether nothing but {@code immutable} changes, and that to false or unset. */
    boolean onlyMakesMutable() {
        var immutable = content.path("options").get(ResourceOptions.IMMUTABLE);
        return content.size() == 1 && immutable != null && (immutable.isNull() || !immutable.asBoolean());
    }

    Project applyTo(Project before) {
        var extra = before.extra().deepCopy();
        extra.setAll(ProjectBody.extra(content));
        // Only a new domain is told its id; later the attribute is one like any unknown one.
        if (content.has("explicit_domain_id")) {
            extra.set("explicit_domain_id", content.path("explicit_domain_id"));
        }
        return new Project(
                before.id(),
                name().map(name -> name.equals(before.name()) ? name : name.strip())
                        .orElse(before.name()),
                before.domainId(),
                before.parentId(),
                before.isDomain(),
                flag("enabled").orElse(before.enabled()),
                content.has("description") ? ProjectBody.text(content, "description") : before.description(),
                content.has("tags") ? tags() : before.tags(),
                before.options().with(content.path("options")),
                extra);
    }

    private List<String> tags() {
        return ProjectBody.tags(content);
    }
}
