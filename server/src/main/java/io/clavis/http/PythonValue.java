package io.clavis.http;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON values as Python writes them: upstream's refusals show them so. What may be a secret is left out. */
public final class PythonValue {
    private static final int SHOWN = 512;

    private PythonValue() {}

    /** As {@code str} writes it: text without quotes. */
    public static String str(JsonNode value) {
        return value.isString() ? cut(value.asString()) : repr(value);
    }

    /** As {@code repr} writes it. */
    public static String repr(JsonNode value) {
        return cut(written(value));
    }

    /** Whether a member of this name may hold a secret. */
    static boolean isSecret(String name) {
        return name.contains("password") || name.equals("secret");
    }

    private static String written(JsonNode value) {
        if (value.isString()) {
            return PythonText.repr(value.asString());
        }
        if (value.isArray()) {
            return value.valueStream().map(PythonValue::written).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(member -> PythonText.repr(member.getKey()) + ": "
                            + (isSecret(member.getKey()) ? "'***'" : written(member.getValue())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        return value.isNull() || value.isMissingNode() ? "None" : value.toString();
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
