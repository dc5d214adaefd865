package io.clavis.http;

import com.networknt.schema.Error;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Puts a schema violation into the words that clients of Keystone know: those of Python's jsonschema. */
final class SchemaViolation {
    private static final StringNode HIDDEN = StringNode.valueOf("***");

    private SchemaViolation() {}

    static String sentence(Error error) {
        var location = error.getInstanceLocation();
        var depth = location.getNameCount();
        if (depth == 0) {
            return rule(error, node(error.getInstanceNode()));
        }
        var field = String.valueOf(location.getName(depth - 1));
        var value = PythonValue.isSecret(field) ? HIDDEN : node(error.getInstanceNode());
        return "Invalid input for field/attribute " + field + ". Value: " + PythonValue.str(value) + ". "
                + rule(error, value);
    }

    private static String rule(Error error, JsonNode value) {
        var expected = node(error.getSchemaNode());
        var shown = PythonValue.repr(value);
        var one = expected.asInt(0) == 1;
        return switch (String.valueOf(error.getKeyword())) {
            case "required" -> "'" + error.getProperty() + "' is a required property";
            case "additionalProperties" ->
                "Additional properties are not allowed ('" + error.getProperty() + "' was unexpected)";
            case "type" -> shown + " is not of type " + types(expected);
            case "enum" -> shown + " is not one of " + PythonValue.repr(expected);
            case "pattern" -> shown + " does not match " + PythonValue.repr(expected);
            case "format" -> shown + " is not a " + PythonValue.repr(expected);
            case "minLength", "minItems" -> shown + (one ? " should be non-empty" : " is too short");
            case "maxLength", "maxItems" -> shown + " is too long";
            case "minProperties" -> shown + (one ? " should be non-empty" : " does not have enough properties");
            case "maxProperties" -> shown + " has too many properties";
            case "uniqueItems" -> shown + " has non-unique elements";
            case "minimum" -> shown + " is less than the minimum of " + PythonValue.repr(expected);
            case "maximum" -> shown + " is greater than the maximum of " + PythonValue.repr(expected);
            default -> error.getMessage();
        };
    }

    private static String types(JsonNode expected) {
        return expected.isArray()
                ? expected.valueStream().map(PythonValue::repr).collect(Collectors.joining(", "))
                : PythonValue.repr(expected);
    }

    private static JsonNode node(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }
}
