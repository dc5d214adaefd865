package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** A value against a structural schema: types, required members, limits. For one check by one thread. */
final class StructureCheck {
    private static final int SHOWN = 80;

    private final List<Finding> findings = new ArrayList<>();

    /** What is wrong with a resource; a member that no schema knows is a warning, because the API server drops it. */
    List<Finding> check(JsonNode schema, JsonNode resource) {
        value(schema, resource, "");
        return findings;
    }

    private void value(JsonNode schema, JsonNode value, String path) {
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (!typed(schema, value)) {
            refuse(path, "is " + kind(value) + ", expected " + expectation(schema));
            return;
        }
        if (schema.has("enum") && !among(schema.path("enum"), value)) {
            refuse(path, "is " + shown(value) + ", expected " + expectation(schema));
            return;
        }
        switch (value.getNodeType()) {
            case OBJECT -> object(schema, value, path);
            case ARRAY -> list(schema, value, path);
            case STRING -> text(schema, value, path);
            case NUMBER -> number(schema, value, path);
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> {
                // Nothing but their type can be wrong.
            }
        }
    }

    private void object(JsonNode schema, JsonNode value, String path) {
        var properties = schema.path("properties");
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                refuse(
                        below(path, name.asText()),
                        "is missing, expected " + expectation(properties.path(name.asText())));
            }
        }
        limit(schema, "maxProperties", value.size(), "members", path);
        var others = schema.path("additionalProperties");
        // What a schema says nothing about at all (metadata) is not its business.
        var open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean() || path.equals("metadata");
        for (var member : value.properties()) {
            var place = below(path, member.getKey());
            if (properties.has(member.getKey())) {
                value(properties.path(member.getKey()), member.getValue(), place);
            } else if (others.isObject()) {
                value(others, member.getValue(), place);
            } else if (!open) {
                findings.add(Finding.warned(place, "is no field of this resource and is dropped"));
            }
        }
    }

    private void list(JsonNode schema, JsonNode value, String path) {
        limit(schema, "maxItems", value.size(), "entries", path);
        if (value.size() < schema.path("minItems").asInt()) {
            refuse(
                    path,
                    "has " + value.size() + " entries, expected at least "
                            + schema.path("minItems").asInt());
        }
        for (int i = 0; i < value.size(); i++) {
            value(schema.path("items"), value.path(i), path + "[" + i + "]");
        }
        if (schema.path("x-kubernetes-list-type").asText().equals("map")) {
            unique(schema.path("x-kubernetes-list-map-keys"), value, path);
        }
    }

    private void unique(JsonNode keys, JsonNode list, String path) {
        var seen = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var key = new StringJoiner(", ");
            for (var name : keys) {
                key.add(name.asText() + " " + shown(list.path(i).path(name.asText())));
            }
            if (!seen.add(key.toString())) {
                refuse(path + "[" + i + "]", "is another entry with " + key + ", expected each only once");
            }
        }
    }

    private void text(JsonNode schema, JsonNode value, String path) {
        var text = value.asText();
        int length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asInt()) {
            refuse(
                    path,
                    (length == 0 ? "is empty" : "has " + length + " characters") + ", expected at least "
                            + schema.path("minLength").asInt());
            return;
        }
        // Before the pattern, so that no text of any length gets to the regular expression.
        if (limit(schema, "maxLength", length, "characters", path)) {
            return;
        }
        var pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !pattern(pattern).matcher(text).find()) {
            refuse(path, "is " + shown(value) + ", expected text that matches " + pattern);
        }
        if (schema.path("format").asText().equals("date-time") && !time(text)) {
            refuse(path, "is " + shown(value) + ", expected a time as in RFC 3339");
        }
    }

    /** Where Java lets $ stand before a last line feed, Go does not. */
    private static Pattern pattern(String pattern) {
        return Pattern.compile(pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern);
    }

    private static boolean time(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void number(JsonNode schema, JsonNode value, String path) {
        var small = schema.path("format").asText().equals("int32");
        if ((small && !value.canConvertToInt()) || (value.isIntegralNumber() && !value.canConvertToLong())) {
            refuse(path, "is " + shown(value) + ", expected a whole number of " + (small ? 32 : 64) + " bits");
            return;
        }
        if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()) {
            refuse(path, "is " + shown(value) + ", expected at least " + schema.path("minimum"));
        }
        if (schema.has("maximum") && value.asDouble() > schema.path("maximum").asDouble()) {
            refuse(path, "is " + shown(value) + ", expected at most " + schema.path("maximum"));
        }
    }

    private boolean limit(JsonNode schema, String name, int size, String what, String path) {
        if (!schema.has(name) || size <= schema.path(name).asInt()) {
            return false;
        }
        refuse(path, "has " + size + " " + what + ", expected at most " + schema.path(name));
        return true;
    }

    private static boolean typed(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.path("type").asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static boolean among(JsonNode values, JsonNode value) {
        for (var one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String expectation(JsonNode schema) {
        if (schema.has("enum")) {
            var words = new StringJoiner(", ", "one of ", "");
            schema.path("enum").forEach(word -> words.add(word.asText()));
            return words.toString();
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "a whole number or a string";
        }
        return switch (schema.path("type").asText("")) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a string";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "a value";
        };
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the string " + shown(value);
            case NULL -> "null";
            case BINARY, BOOLEAN, MISSING, NUMBER, POJO -> shown(value);
        };
    }

    private static String shown(JsonNode value) {
        var text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void refuse(String path, String message) {
        findings.add(Finding.refused(path, message));
    }
}
