package io.clavis.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Arrays;

/**
 * What the HTTP library itself answers, before there is a request that could be routed: in Keystone's shape, and never
 * with what the client sent. The only failures that it calls its own there are bytes that it cannot parse.
 */
final class WireRefusal implements DirectHandler {
    private WireRefusal() {}

    static DirectHandlers handlers() {
        var handlers = DirectHandlers.builder();
        var refusal = new WireRefusal();
        Arrays.stream(EventType.values()).forEach(event -> handlers.addHandler(event, refusal));
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType event, Status proposed, ServerResponseHeaders headers, String message) {
        var status = proposed.code() == 500 ? Status.BAD_REQUEST_400 : proposed;
        var error = Json.object()
                .put("code", status.code())
                .put("message", "The request is malformed.")
                .put("title", status.reasonPhrase());
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .entity(Json.bytes(Json.wrap("error", error)))
                .keepAlive(false)
                .build();
    }
}
