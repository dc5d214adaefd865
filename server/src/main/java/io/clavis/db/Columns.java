package io.clavis.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How upstream writes values into columns.
 *
 * <ul>
 *   <li>{@code extra}: the JSON object of unknown attributes; NULL reads as an empty object.
 *   <li>other JSON columns (rules, filters, option values): any JSON; SQL NULL reads as null.
 *   <li>{@code mapping.rules}: the JSON of a word that is the JSON of the rules.
 *   <li>{@code *_int} and an application credential's {@code expires_at}: microseconds since the epoch.
 *   <li>DATETIME columns: UTC without a zone; see {@link UtcDateTime}.
 *   <li>booleans and dates: as the engine has them.
 * </ul>
 */
public final class Columns {
    /** A domain's {@code project.domain_id}, and the id of the one hidden row in {@code project}. */
    public static final String ROOT_DOMAIN = "<<keystone.domain.root>>";

    /** Stands for NULL in {@code role.domain_id}, so that the unique key works. */
    public static final String NULL_DOMAIN = "<<null>>";

    static final Converter<Long, Instant> MICROS =
            Converter.ofNullable(Long.class, Instant.class, Columns::instant, Columns::micros);

    static final Converter<String, JsonNode> JSON =
            Converter.ofNullable(String.class, JsonNode.class, PythonJson::read, PythonJson::write);

    // Upstream writes a mapping's rules as JSON twice over. It cannot read what was written once; here both can be.
    static final Converter<String, JsonNode> JSON_TWICE = Converter.ofNullable(
            String.class, JsonNode.class, Columns::unwrapped, json -> PythonJson.write(PythonJson.write(json)));

    static final Converter<String, ObjectNode> EXTRA =
            Converter.of(String.class, ObjectNode.class, Columns::extra, Columns::extraText);

    private Columns() {}

    /** Microseconds since the epoch, what DateTimeInt columns hold. */
    public static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** The moment that a DateTimeInt column holds. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static JsonNode unwrapped(String text) {
        var json = PythonJson.read(text);
        return json.isString() ? PythonJson.read(json.stringValue()) : json;
    }

    /** The attributes that the text of an {@code extra} holds. */
    public static ObjectNode extra(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return PythonJson.read(text) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable String extraText(@Nullable ObjectNode extra) {
        return extra == null ? null : PythonJson.write(extra);
    }
}
