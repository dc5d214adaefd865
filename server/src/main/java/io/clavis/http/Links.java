package io.clavis.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The links in answers, under {@code [DEFAULT] public_endpoint} or the address that the client used. */
public final class Links {
    private final String base;
    private final Request request;

    Links(String base, Request request) {
        this.base = base;
        this.request = request;
    }

    /** Scheme and authority, without a slash at the end. */
    public String base() {
        return base;
    }

    /** The absolute address of a resource, for example {@code to("/v3/users/", id)}. */
    public String to(String... parts) {
        return base + String.join("", parts);
    }

    /** {@code {"self": …}} for one resource. */
    public ObjectNode self(String... parts) {
        return Json.object().put("self", to(parts));
    }

    /** {@code {"self": …}} for another path, with this request's query. */
    public ObjectNode selfAsked(String path) {
        return self(path, query());
    }

    /** The links of a collection without a further page. */
    public ObjectNode collection() {
        return Json.object().putNull("next").put("self", here()).putNull("previous");
    }

    /** The links of a collection that goes on after {@code marker}. */
    public ObjectNode collection(String marker) {
        return Json.object().put("next", next(marker)).put("self", here()).putNull("previous");
    }

    private String here() {
        return base + request.path() + query();
    }

    private String query() {
        return request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    }

    private String next(String marker) {
        var query = new StringBuilder();
        request.query().forEach((name, values) -> {
            if (!name.equals("marker")) {
                values.forEach(value -> append(query, name, value));
            }
        });
        append(query, "marker", marker);
        return base + request.path() + "?" + query;
    }

    private static void append(StringBuilder query, String name, String value) {
        for (var part : List.of(query.isEmpty() ? "" : "&", encoded(name), "=", encoded(value))) {
            query.append(part);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
