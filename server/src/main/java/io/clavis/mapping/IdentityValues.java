package io.clavis.mapping;

import io.clavis.federation.SchemaVersion;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts together what all rules that apply say, one after another: the first user counts, groups add up, the last
 * projects count.
 */
final class IdentityValues {
    private static final ObjectNode NOBODY = Json.object();
    private final SchemaVersion version;
    private final Set<String> groupIds = new LinkedHashSet<>();
    private final List<MappedGroup> groups = new ArrayList<>();
    private final Map<@Nullable String, Map<String, MappedGroup>> groupsByDomain = new LinkedHashMap<>();
    private List<MappedProject> projects = List.of();
    private JsonNode user = NOBODY;

    IdentityValues(SchemaVersion version) {
        this.version = version;
    }

    MappedIdentity identity(List<JsonNode> values) {
        if (values.isEmpty()) {
            throw new MappingFailure("Could not map any federated user properties to identity values.");
        }
        values.forEach(this::add);
        // Upstream takes the default domain from the last value, whichever the user stands in.
        return new MappedIdentity(user(defaultDomain(values.getLast())), groupIds, groups, projects);
    }

    private void add(JsonNode value) {
        if (value.has("user") && user.isEmpty()) {
            user = object(value.path("user"), "user");
        }
        if (value.has("group")) {
            addGroup(object(value.path("group"), "group"));
        }
        if (value.has("groups")) {
            addGroups(text(value, "groups"), value);
        }
        if (value.has("group_ids")) {
            groupIds.addAll(PythonList.valuesOf(text(value, "group_ids")));
        }
        if (value.has("projects") || value.has("projects_json")) {
            projects = projects(value);
        }
    }

    // As upstream, each group that is named so brings along those before it.
    private void addGroup(JsonNode group) {
        if (group.has("id")) {
            groupIds.add(text(group, "id"));
            return;
        }
        if (!group.has("name")) {
            return;
        }
        var named = group(group);
        var domain = named.domain();
        var key = domain.name() == null || domain.name().isEmpty() ? domain.id() : domain.name();
        groupsByDomain.computeIfAbsent(key, first -> new LinkedHashMap<>()).put(named.name(), named);
        groupsByDomain.values().forEach(inDomain -> groups.addAll(inDomain.values()));
    }

    private void addGroups(String names, JsonNode value) {
        if (names.contains("name")) {
            PythonList.valuesOf(names).forEach(json -> groups.add(group(jsonGroup(json))));
            return;
        }
        if (!value.has("domain")) {
            throw new MappingFailure("Both 'groups' and 'domain' keywords must be specified.");
        }
        var domain = DomainReference.of(value.path("domain"));
        PythonList.valuesOf(names).forEach(name -> groups.add(new MappedGroup(name, domain)));
    }

    private static JsonNode jsonGroup(String text) {
        if (!text.startsWith("JSON:")) {
            throw new MappingFailure("Both 'groups' and 'domain' keywords must be specified.");
        }
        var json = text.substring(text.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        return Json.parse(json).orElseThrow(() -> new MappingFailure("A group is no JSON."));
    }

    private static MappedGroup group(JsonNode group) {
        if (!group.isObject() || !group.has("domain")) {
            throw new MappingFailure("A group needs a domain.");
        }
        return new MappedGroup(text(group, "name"), DomainReference.of(group.path("domain")));
    }

    private List<MappedProject> projects(JsonNode value) {
        var found = new ArrayList<MappedProject>();
        var fallback = defaultDomain(value);
        value.path("projects").forEach(project -> found.add(project(project, fallback)));
        if (version.atLeast(SchemaVersion.V3)) {
            value.path("projects_json").forEach(project -> found.add(project(project, fallback)));
        }
        return found;
    }

    private static MappedProject project(JsonNode project, Optional<DomainReference> fallback) {
        var roles = project.path("roles")
                .valueStream()
                .map(role -> text(role, "name"))
                .toList();
        return new MappedProject(text(project, "name"), domain(project).or(() -> fallback), roles);
    }

    private MappedUser user(Optional<DomainReference> fallback) {
        var type = Objects.requireNonNullElse(DomainReference.text(user, "type"), "ephemeral");
        if (!type.equals("ephemeral") && !type.equals("local")) {
            throw new MappingFailure("User type " + type + " not supported");
        }
        return new MappedUser(
                DomainReference.text(user, "id"),
                DomainReference.text(user, "name"),
                DomainReference.text(user, "email"),
                type.equals("local"),
                domain(user).or(() -> fallback));
    }

    /** The domain that a value names for all that name none; before version 2.0 it is only for {@code groups}. */
    private Optional<DomainReference> defaultDomain(JsonNode value) {
        return version.atLeast(SchemaVersion.V2) ? domain(value) : Optional.empty();
    }

    private static Optional<DomainReference> domain(JsonNode of) {
        var domain = of.path("domain");
        return domain.isObject() && !domain.isEmpty() ? Optional.of(DomainReference.of(domain)) : Optional.empty();
    }

    private static JsonNode object(JsonNode value, String what) {
        if (!value.isObject()) {
            throw new MappingFailure("'" + what + "' must be an object.");
        }
        return value;
    }

    private static String text(JsonNode object, String name) {
        var text = DomainReference.text(object, name);
        if (text == null) {
            throw new MappingFailure("'" + name + "' is missing.");
        }
        return text;
    }
}
