package io.clavis.mapping;

import io.clavis.federation.SchemaVersion;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Puts what a rule's requirements handed on into its {@code local} part. */
final class Substitution {
    private static final Pattern INDEX = Pattern.compile("\\{?([0-9]{1,6})\\}?");
    private final SchemaVersion version;

    Substitution(SchemaVersion version) {
        this.version = version;
    }

    ObjectNode apply(JsonNode local, List<List<String>> matches) {
        var filled = Json.object();
        local.properties()
                .forEach(member -> filled.set(member.getKey(), value(member.getKey(), member.getValue(), matches)));
        return filled;
    }

    private JsonNode value(String key, JsonNode rule, List<List<String>> matches) {
        if (rule.isObject()) {
            return apply(rule, matches);
        }
        if (rule.isArray()) {
            return Json.array(
                    rule.valueStream().map(item -> apply(item, matches)).toList());
        }
        if (!rule.isString()) {
            throw new MappingFailure("A rule has something else than a text for '" + key + "'.");
        }
        if (version.atLeast(SchemaVersion.V3) && (key.equals("projects_json") || key.equals("projects"))) {
            return projects(rule.asString(), matches);
        }
        return StringNode.valueOf(PythonFormat.fill(rule.asString(), matches));
    }

    // The whole value is JSON, so that it must not be put into a text.
    private static ArrayNode projects(String rule, List<List<String>> matches) {
        var index = INDEX.matcher(rule);
        if (!index.lookingAt()) {
            throw new MappingFailure("Projects as JSON are named by the number of a remote match, not by: " + rule);
        }
        int number = Integer.parseInt(index.group(1));
        if (number >= matches.size() || matches.get(number).size() != 1) {
            throw new MappingFailure("Projects as JSON must be a single remote match.");
        }
        var text = matches.get(number).getFirst();
        if (Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElse(null) instanceof ArrayNode projects) {
            projects.forEach(Substitution::checkProject);
            return projects;
        }
        throw new MappingFailure("The projects are no JSON list.");
    }

    private static void checkProject(JsonNode project) {
        boolean good = project.isObject()
                && only(project, List.of("name", "roles", "domain"))
                && project.path("name").isString()
                && project.path("roles").isArray()
                && project.path("roles").valueStream().allMatch(Substitution::isRole)
                && (!project.has("domain") || isDomain(project.path("domain")));
        if (!good) {
            throw new MappingFailure("The projects have another form than name, roles and domain.");
        }
    }

    private static boolean isRole(JsonNode role) {
        return role.isObject()
                && only(role, List.of("name"))
                && role.path("name").isString();
    }

    private static boolean isDomain(JsonNode domain) {
        return domain.isObject()
                && only(domain, List.of("id", "name"))
                && domain.valueStream().allMatch(JsonNode::isString);
    }

    private static boolean only(JsonNode object, List<String> names) {
        return object.propertyStream().allMatch(member -> names.contains(member.getKey()));
    }
}
