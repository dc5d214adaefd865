package io.clavis.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a resource's attributes from a body, over what it was before. */
public final class Attributes {
    private static final List<String> FALSE = List.of("false", "0", "n", "no", "off", "f");

    private Attributes() {}

    /** A text; what it was before where the body says nothing, null where it says null. */
    public static @Nullable String text(ObjectNode body, String name, @Nullable String before) {
        JsonNode value = body.get(name);
        if (value == null) {
            return before;
        }
        return value.isNull() ? null : value.asString();
    }

    /**
     * A flag; what it was before where the body says nothing. Upstream's schemas also let the words of
     * oslo.utils' {@code bool_from_string} through: those of them that mean no are false.
     */
    public static boolean flag(ObjectNode body, String name, boolean before) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return before;
        }
        return value.isBoolean()
                ? value.asBoolean()
                : !FALSE.contains(value.asString("").toLowerCase(Locale.ROOT));
    }

    /** The attributes that have no place of their own: those of before, with the body's over them. */
    public static ObjectNode extra(ObjectNode before, ObjectNode body, String... known) {
        var extra = before.deepCopy();
        var others = new HashSet<>(Arrays.asList(known));
        others.add("links");
        others.add("extra");
        body.properties().forEach(attribute -> {
            if (!others.contains(attribute.getKey())) {
                extra.set(attribute.getKey(), attribute.getValue());
            }
        });
        return extra;
    }

    /** 400 for a text that is longer than its column, in characters. */
    public static void checkLength(@Nullable String text, String column, int most) {
        if (text != null && text.codePointCount(0, text.length()) > most) {
            throw new BadRequest("String length exceeded. The length of string '" + text
                    + "' exceeds the limit of column " + column + "(CHAR(" + most + ")).");
        }
    }

    /** 400 where a body gives a resource another id than its address does; null says nothing. */
    public static void refuseNewId(ObjectNode body, String id) {
        if (body.hasNonNull("id") && !body.path("id").asString("").equals(id)) {
            throw new BadRequest("Cannot change ID");
        }
    }
}
