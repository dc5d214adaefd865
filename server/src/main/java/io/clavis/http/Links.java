package io.clavis.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JsonGenerator;
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

    /** The same, written. */
    public void writeSelf(String path, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("self", base + path);
        out.writeEndObject();
    }

    /** {@code {"self": …}} for another path, with this request's query. */
    public ObjectNode selfAsked(String path) {
        return self(path, query());
    }

    /** The links of a collection without a further page. */
    public ObjectNode collection() {
        return Json.object().putNull("next").put("self", here()).putNull("previous");
    }

    /** The links of a collection that goes on after {@code marker}, in pages of {@code limit}. */
    public ObjectNode collection(String marker, int limit) {
        return Json.object()
                .put("next", next(marker, limit))
                .put("self", here())
                .putNull("previous");
    }

    /**
     * The address that the client used, with its query; where a proxy in front speaks HTTPS, the public endpoint says so.
     */
    public String requested() {
        return scheme(base) + request.base().substring(scheme(request.base()).length()) + request.path() + query();
    }

    private static String scheme(String address) {
        return address.substring(0, Math.max(address.indexOf("://"), 0));
    }

    private String query() {
        return request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    }

    private String here() {
        return base + request.path() + query();
    }

    private String next(String marker, int limit) {
        var query = new LinkedHashMap<String, List<String>>(request.query());
        query.put("marker", List.of(marker));
        query.put("limit", List.of(String.valueOf(limit)));
        var parts = new ArrayList<String>();
        query.forEach((name, values) -> values.forEach(value -> parts.add(encoded(name) + "=" + encoded(value))));
        return base + request.path() + "?" + String.join("&", parts);
    }

    // As Python's quote_plus: it writes the asterisk in code and the tilde plain.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
