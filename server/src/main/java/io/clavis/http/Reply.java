package io.clavis.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer, ready to be sent.
 *
 * @param contentType empty where there is no body
 * @param headers beside those that every answer carries
 */
public record Reply(int status, String contentType, Body body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final Reply NO_CONTENT = new Reply(204, "", Body.NONE, Map.of());

    /** 200 with a JSON body. */
    public static Reply ok(JsonNode body) {
        return json(200, body);
    }

    /** 201 with a JSON body. */
    public static Reply created(JsonNode body) {
        return json(201, body);
    }

    /** 204. */
    public static Reply noContent() {
        return NO_CONTENT;
    }

    /** Any status with a JSON body. */
    public static Reply json(int status, JsonNode body) {
        return json(status, Json.bytes(body));
    }

    /** Any status with a JSON body that was rendered before. The bytes are not copied. */
    public static Reply json(int status, byte[] body) {
        return json(status, Body.of(body));
    }

    /** The same of which not all may be rendered yet. */
    static Reply json(int status, Body body) {
        return new Reply(status, JSON, body, Map.of());
    }

    /** Any status with a text of some content type. */
    public static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, Body.of(body.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    /** The same answer with one more header. */
    public Reply with(String header, String value) {
        if (headers.isEmpty()) {
            return new Reply(status, contentType, body, Map.of(header, value));
        }
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    /** The same answer without the {@code Vary} that all others carry. */
    Reply withoutVary() {
        return with("Vary", "");
    }
}
