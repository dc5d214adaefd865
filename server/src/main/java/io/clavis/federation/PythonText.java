package io.clavis.federation;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON as Python prints it: how upstream quotes what it refuses. */
final class PythonText {
    private static final int SHOWN = 200;

    private PythonText() {}

    /** The value, cut where it is long. */
    static String of(JsonNode value) {
        var text = whole(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String whole(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().stream()
                        .map(member -> quoted(member.getKey()) + ": " + whole(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> value.valueStream().map(PythonText::whole).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> quoted(value.asString());
            case BOOLEAN -> value.asBoolean() ? "True" : "False";
            case NULL, MISSING -> "None";
            case NUMBER, BINARY, POJO -> value.toString();
        };
    }

    static String quoted(String text) {
        var escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        if (escaped.contains("'") && !escaped.contains("\"")) {
            return "\"" + escaped + "\"";
        }
        return "'" + escaped.replace("'", "\\'") + "'";
    }
}
