package io.clavis.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document, derived from the declarations. */
final class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_0-9]+)}");

    private OpenApi() {}

    static ObjectNode document(List<Operation> operations, Schemas schemas) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "OpenStack Identity API v3")
                .put("version", "3.14")
                .put("description", "Served by Clavis.");
        var paths = document.putObject("paths");
        for (var operation : operations) {
            var path = paths.withObjectProperty(operation.path());
            path.set(operation.method().toLowerCase(Locale.ROOT), describe(operation, schemas));
        }
        document.putObject("components")
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Auth-Token");
        return document;
    }

    private static ObjectNode describe(Operation operation, Schemas schemas) {
        var described = Json.object().put("operationId", operationId(operation));
        if (!operation.access().open()) {
            described.set("x-policy-rules", Json.strings(operation.access().rules()));
            described.putArray("security").addObject().putArray("token");
        }
        var parameters = described.putArray("parameters");
        var variables = VARIABLE.matcher(operation.path());
        while (variables.find()) {
            parameters
                    .addObject()
                    .put("name", variables.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        operation
                .querySchema()
                .ifPresent(name -> schemas.document(name)
                        .path("properties")
                        .properties()
                        .forEach(property -> parameters
                                .addObject()
                                .put("name", property.getKey())
                                .put("in", "query")
                                .set("schema", property.getValue())));
        operation
                .bodySchema()
                .ifPresent(name -> described
                        .putObject("requestBody")
                        .put("required", true)
                        .putObject("content")
                        .putObject("application/json")
                        .set("schema", schemas.document(name)));
        described
                .putObject("responses")
                .putObject(String.valueOf(operation.success()))
                .put("description", "Success");
        return described;
    }

    private static String operationId(Operation operation) {
        var path = operation.path().replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_");
        return operation.method().toLowerCase(Locale.ROOT) + path;
    }
}
