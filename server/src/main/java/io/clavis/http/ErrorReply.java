package io.clavis.http;

/** How refusals look on the wire; the shapes are upstream's. */
final class ErrorReply {
    private static final String NO_PAGE = """
            <!doctype html>
            <html lang=en>
            <title>404 Not Found</title>
            <h1>Not Found</h1>
            <p>The requested URL was not found on the server. If you entered the URL manually please check your \
            spelling and try again.</p>
            """;

    private ErrorReply() {}

    static Reply of(Failure failure, boolean insecureDebug, String base) {
        var error = Json.object().put("code", failure.status());
        if (failure instanceof Unauthorized refused) {
            refused.identity()
                    .map(methods -> methods.isEmpty() ? Json.object() : Json.wrap("methods", Json.strings(methods)))
                    .ifPresent(identity -> error.set("identity", identity));
        }
        error.put("message", insecureDebug ? failure.debugText() : failure.text());
        error.put("title", failure.title());
        var reply = Reply.json(failure.status(), Json.wrap("error", error));
        return failure.status() == 401 ? reply.with("WWW-Authenticate", "Keystone uri=\"" + base + "/v3\"") : reply;
    }

    static Reply unexpected() {
        var error = Json.object()
                .put("code", 500)
                .put(
                        "message",
                        "An unexpected error prevented the server from fulfilling your request. The server's log has"
                                + " it under the request id of this answer.")
                .put("title", "Internal Server Error");
        return Reply.json(500, Json.wrap("error", error));
    }

    /** Not even a request that could be answered. */
    static Reply malformed() {
        return of(new BadRequest("The request is malformed."), false, "");
    }

    static Reply noSuchPath() {
        return Reply.text(404, "text/html; charset=utf-8", NO_PAGE);
    }

    static Reply wrongMethod(String allowed) {
        return Reply.json(405, Json.object().put("message", "The method is not allowed for the requested URL."))
                .with("Allow", allowed);
    }

    static Reply options(String allowed) {
        return Reply.text(200, "text/html; charset=utf-8", "").with("Allow", allowed);
    }

    static Reply tooLarge(int limit) {
        return Reply.text(
                413,
                "text/html; charset=UTF-8",
                "<html><head><title>413 Request Entity Too Large</title></head><body><h1>413 Request Entity Too"
                        + " Large</h1>Request is too large. Larger than max_request_body_size (" + limit
                        + ").</body></html>\n");
    }
}
