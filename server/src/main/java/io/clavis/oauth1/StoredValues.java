package io.clavis.oauth1;

import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times and lists as the columns of request and access tokens hold them, which is as text. */
final class StoredValues {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private StoredValues() {}

    /** A time, also as answers show it; null for never. */
    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    static @Nullable Instant instant(@Nullable String stored) {
        return stored == null ? null : Instant.parse(stored);
    }

    static String ids(Collection<String> ids) {
        return new String(Json.bytes(Json.strings(ids)), StandardCharsets.UTF_8);
    }

    static List<String> ids(@Nullable String stored) {
        return stored == null
                ? List.of()
                : Json.parse(stored.getBytes(StandardCharsets.UTF_8)).stream()
                        .flatMap(JsonNode::valueStream)
                        .map(JsonNode::asString)
                        .toList();
    }
}
