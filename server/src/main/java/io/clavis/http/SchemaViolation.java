package io.clavis.http;

import com.networknt.schema.Error;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts a schema violation into the words that clients of Keystone know. */
final class SchemaViolation {
    private static final int SHOWN = 200;

    private SchemaViolation() {}

    static String sentence(Error error) {
        var location = error.getInstanceLocation();
        var depth = location.getNameCount();
        var rule = rule(error);
        if (depth == 0) {
            return rule;
        }
        var field = String.valueOf(location.getName(depth - 1));
        var value = field.contains("password") || field.equals("secret") ? "***" : shown(error.getInstanceNode());
        return "Invalid input for field/attribute " + field + ". Value: " + value + ". " + rule;
    }

    private static String rule(Error error) {
        var keyword = String.valueOf(error.getKeyword());
        var property = error.getProperty();
        return switch (keyword) {
            case "required" -> "'" + property + "' is a required property";
            case "additionalProperties" -> "Additional properties are not allowed ('" + property + "' was unexpected)";
            case "minProperties" -> "does not have enough properties";
            case "type" -> "is not of type " + shown(error.getSchemaNode());
            case "enum" -> "is not one of " + shown(error.getSchemaNode());
            case "pattern" -> "does not match " + shown(error.getSchemaNode());
            case "maxLength" -> "is too long (at most " + shown(error.getSchemaNode()) + " characters)";
            case "minLength" -> "is too short (at least " + shown(error.getSchemaNode()) + " characters)";
            default -> error.getMessage();
        };
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "(none)";
        }
        var text = value.isString() ? value.asString() : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
