package io.clavis.http;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The JSON home document (draft-nottingham-json-home-03), derived from the declarations. */
final class JsonHome {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_0-9]+)}");

    private JsonHome() {}

    /** All named resources, their addresses below {@code /v3} with {@code prefix} before them. */
    static ObjectNode document(List<Operation> operations, String prefix) {
        var resources = Json.object();
        operations.forEach(operation -> operation
                .relations()
                .forEach(relation -> resources.set(relation.uri(), resource(operation.path(), relation, prefix))));
        return Json.wrap("resources", resources);
    }

    private static ObjectNode resource(String path, Relation relation, String prefix) {
        var address = prefix + path.substring("/v3".length());
        var matcher = VARIABLE.matcher(path);
        var variables = Json.object();
        while (matcher.find()) {
            var name = matcher.group(1);
            variables.put(name, relation.variables().getOrDefault(name, Relation.parameter(name)));
        }
        var resource = Json.object();
        if (variables.isEmpty()) {
            resource.put("href", address);
        } else {
            resource.put("href-template", address).set("href-vars", variables);
        }
        if (relation.isExperimental()) {
            resource.putObject("hints").put("status", "experimental");
        }
        return resource;
    }
}
