package io.clavis.federation;

import io.clavis.http.BadRequest;
import io.clavis.http.PythonText;
import io.clavis.http.PythonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of a mapping's rules, by version; in upstream's words, all violations at once. */
public final class RulesCheck {
    private static final Set<String> CONDITIONS = Set.of("any_one_of", "not_any_of", "blacklist", "whitelist");
    private static final Set<String> USER_TYPES = new TreeSet<>(Set.of("ephemeral", "local"));
    private static final int SHOWN = 20;

    private final SchemaVersion version;
    private final List<String> violations = new ArrayList<>();

    private RulesCheck(SchemaVersion version) {
        this.version = version;
    }

    /** The version that a request names; 400 for one that nobody knows, where upstream fails. */
    public static SchemaVersion version(ObjectNode mapping, SchemaVersion defaultVersion) {
        var named = mapping.path("schema_version");
        if (named.isMissingNode() || named.isNull() || named.asString("?").isEmpty()) {
            return defaultVersion;
        }
        if (!named.isString()) {
            throw new BadRequest(wrongType(named, "string") + "\n");
        }
        return SchemaVersion.of(named.asString())
                .orElseThrow(() -> new BadRequest(PythonValue.repr(named) + " is not one of ['1.0', '2.0', '3.0']\n"));
    }

    /** 400 with everything that is wrong. */
    public static void check(ObjectNode mapping, SchemaVersion version) {
        var check = new RulesCheck(version);
        check.mapping(mapping);
        if (!check.violations.isEmpty()) {
            throw new BadRequest(check.violations.stream()
                    .sorted()
                    .limit(SHOWN)
                    .map(violation -> violation + "\n")
                    .collect(Collectors.joining()));
        }
    }

    // What else a mapping says is ignored.
    private void mapping(ObjectNode mapping) {
        var rules = mapping.get("rules");
        if (rules == null) {
            violations.add(required("rules"));
            return;
        }
        filled(rules, this::rule);
    }

    private void rule(JsonNode rule) {
        object(
                rule,
                Map.of(
                        "local", local -> list(local, this::local),
                        "remote", remote -> filled(remote, this::remote)),
                "local",
                "remote");
    }

    private void local(JsonNode local) {
        var members = new HashMap<String, Consumer<JsonNode>>(Map.of(
                "user", this::user,
                "projects", projects -> list(projects, this::project),
                "group", this::group,
                "groups", this::text,
                "group_ids", this::text,
                "domain", this::domain));
        if (version.atLeast(SchemaVersion.V3)) {
            members.put("projects_json", this::text);
        }
        object(local, members);
    }

    private void user(JsonNode user) {
        object(
                user,
                Map.of(
                        "id", this::text,
                        "name", this::text,
                        "email", this::text,
                        "domain", this::domain,
                        "type", this::userType));
    }

    private void userType(JsonNode type) {
        text(type);
        if (!type.isString() || !USER_TYPES.contains(type.asString())) {
            violations.add(PythonValue.repr(type) + " is not one of ['ephemeral', 'local']");
        }
    }

    private void project(JsonNode project) {
        var members = new HashMap<String, Consumer<JsonNode>>(
                Map.of("name", this::text, "roles", roles -> list(roles, this::role)));
        if (version.atLeast(SchemaVersion.V2)) {
            members.put("domain", this::domain);
        }
        object(project, members, "name", "roles");
    }

    private void role(JsonNode role) {
        object(role, Map.of("name", this::text), "name");
    }

    private void domain(JsonNode domain) {
        object(domain, Map.of("id", this::text, "name", this::text));
    }

    private void group(JsonNode group) {
        var byId = new RulesCheck(version);
        byId.object(group, Map.of("id", byId::text), "id");
        var byName = new RulesCheck(version);
        byName.object(group, Map.of("name", byName::text, "domain", byName::domain), "name", "domain");
        oneOf(group, byId.violations.isEmpty() || byName.violations.isEmpty());
    }

    private void remote(JsonNode remote) {
        var others = new TreeSet<>(remote.propertyNames());
        others.remove("type");
        oneOf(remote, remote.path("type").isString() && (others.isEmpty() || isCondition(remote, others)));
    }

    private static boolean isCondition(JsonNode remote, Set<String> others) {
        var conditions = others.stream().filter(CONDITIONS::contains).toList();
        return conditions.size() == 1
                && remote.path(conditions.getFirst()).isArray()
                && (others.size() == 1
                        || (others.size() == 2 && remote.path("regex").isBoolean()));
    }

    private void oneOf(JsonNode value, boolean valid) {
        if (!value.isObject()) {
            violations.add(wrongType(value, "object"));
        }
        if (!valid) {
            violations.add(PythonValue.repr(value) + " is not valid under any of the given schemas");
        }
    }

    private void text(JsonNode value) {
        if (!value.isString()) {
            violations.add(wrongType(value, "string"));
        }
    }

    private void filled(JsonNode value, Consumer<JsonNode> item) {
        list(value, item);
        if (value.isArray() && value.isEmpty()) {
            violations.add("[] should be non-empty");
        }
    }

    private void list(JsonNode value, Consumer<JsonNode> item) {
        if (!value.isArray()) {
            violations.add(wrongType(value, "array"));
            return;
        }
        value.forEach(item);
    }

    private void object(JsonNode value, Map<String, Consumer<JsonNode>> members, String... required) {
        if (!value.isObject()) {
            violations.add(wrongType(value, "object"));
            return;
        }
        for (var name : required) {
            if (!value.has(name)) {
                violations.add(required(name));
            }
        }
        var unknown = new TreeSet<String>();
        value.properties().forEach(member -> {
            var check = members.get(member.getKey());
            if (check == null) {
                unknown.add(member.getKey());
            } else {
                check.accept(member.getValue());
            }
        });
        if (!unknown.isEmpty()) {
            violations.add(unexpected(unknown));
        }
    }

    private static String unexpected(Set<String> names) {
        return "Additional properties are not allowed ("
                + names.stream().map(PythonText::repr).collect(Collectors.joining(", "))
                + (names.size() == 1 ? " was unexpected)" : " were unexpected)");
    }

    private static String required(String name) {
        return "'" + name + "' is a required property";
    }

    private static String wrongType(JsonNode value, String type) {
        return PythonValue.repr(value) + " is not of type '" + type + "'";
    }
}
