package io.clavis.http;

import java.util.List;

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

    private static final String MOVED = """
            <!doctype html>
            <html lang=en>
            <title>Redirecting...</title>
            <h1>Redirecting...</h1>
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
        if (failure instanceof TooManyRequests tooMany) {
            return tooMany.on(reply);
        }
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

    /** In the shape that the client accepts; plain text for one that does not say. */
    static Reply tooLarge(int limit, String accept) {
        var title = "Request Entity Too Large";
        var heading = "413 " + title;
        var sentence = "Request is too large. Larger than max_request_body_size (" + limit + ").";
        if (accept.isEmpty()) {
            return Reply.text(413, "text/plain; charset=UTF-8", heading + "\n\n" + sentence + "\n")
                    .withoutVary();
        }
        if (Accept.preferred(accept, List.of("text/html", "application/json")).equals("text/html")) {
            var page = "<html>\n <head>\n  <title>" + heading + "</title>\n </head>\n <body>\n  <h1>" + heading
                    + "</h1>\n  " + sentence + "\n </body>\n</html>";
            return Reply.text(413, "text/html; charset=UTF-8", page).withoutVary();
        }
        var body = Json.object().put("message", sentence).put("code", heading).put("title", title);
        return Reply.json(413, body).withoutVary();
    }

    /** What stands elsewhere, at an address that is encoded already. */
    static Reply moved(String address) {
        return Reply.text(308, "text/html; charset=utf-8", MOVED).with("Location", address);
    }
}
