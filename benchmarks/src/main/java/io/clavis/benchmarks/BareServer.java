package io.clavis.benchmarks;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The HTTP library and nothing else: every request gets the same bytes with the headers of a token validation. What
 * Clavis takes beyond this is Clavis' own cost. Arguments: a port of the loopback interface, and a file with the body.
 */
public final class BareServer {
    private static final HeaderName SUBJECT_TOKEN = HeaderNames.create("X-Subject-Token");
    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");
    private static final Header VARY = HeaderValues.createCached("Vary", "X-Auth-Token");
    private static final Header REQUEST_ID =
            HeaderValues.createCached("x-openstack-request-id", "req-00000000-0000-4000-8000-000000000000");
    private static final int MAX_HEADER_SIZE = 16384;

    private BareServer() {}

    /**
     * Listens until the process is ended.
     *
     * @throws IOException if the body cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(arguments[0]);
        var body = Files.readAllBytes(Path.of(arguments[1]));
        WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .backlog(1024)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(MAX_HEADER_SIZE)
                        .maxPrologueLength(MAX_HEADER_SIZE)
                        .build())
                .routing(routing -> routing.any((request, response) -> answer(request, response, body)))
                .build()
                .start();
    }

    private static void answer(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(JSON).header(VARY).header(REQUEST_ID);
        request.headers().first(SUBJECT_TOKEN).ifPresent(token -> response.header(SUBJECT_TOKEN, token));
        response.send(body);
    }
}
