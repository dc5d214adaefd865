package io.clavis.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.common.uri.UriEncoding;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/**
 * Binds {@link Gateway} to the wire: the only class that knows the HTTP library. Each connection has a virtual thread,
 * on which everything up to the reply runs.
 */
public final class Listener implements AutoCloseable {
    /** The MDC key under which logs find the request's id. */
    public static final String REQUEST_ID = "request_id";

    private static final HeaderName OPENSTACK_REQUEST_ID = HeaderNames.create("x-openstack-request-id");
    private static final Header VARY = HeaderValues.createCached("Vary", "X-Auth-Token");
    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
    private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");
    private static final byte[] NOTHING = {};

    private final WebServer server;

    /**
     * Where and how to listen.
     *
     * @param port 0 for any free one
     * @param maxBodySize bytes; a larger body is answered with 413
     * @param maxHeaderSize bytes of all headers together
     * @param proxyHeaders whether {@code X-Forwarded-Proto} and {@code -Host} of a trusted proxy shape the links
     * @param tls the server's certificate and key, where it speaks TLS itself
     * @param gracePeriod how long {@link Listener#close} waits for requests in flight
     */
    public record Settings(
            String host,
            int port,
            int maxBodySize,
            int maxHeaderSize,
            boolean proxyHeaders,
            Optional<TlsFiles> tls,
            Duration gracePeriod) {}

    /** The server's certificate chain and its private key, in PEM. */
    public record TlsFiles(Path certificate, Path key) {}

    private Listener(WebServer server) {
        this.server = server;
    }

    /** Starts to listen; throws {@link UncheckedIOException} where the address cannot be bound. */
    public static Listener start(Settings settings, Gateway gateway) {
        var builder = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(settings.gracePeriod())
                .backlog(1024)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(settings.maxHeaderSize())
                        .maxPrologueLength(settings.maxHeaderSize())
                        .build())
                .routing(routing -> routing.any((request, response) -> serve(settings, gateway, request, response)));
        settings.tls().ifPresent(files -> builder.tls(tls(files)));
        return new Listener(builder.build().start());
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    /** Takes no new connection, finishes the requests in flight within the grace period, then ends. */
    @Override
    public void close() {
        server.stop();
    }

    private static Tls tls(TlsFiles files) {
        var keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.certificate())))
                .build();
        return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
    }

    private static void serve(Settings settings, Gateway gateway, ServerRequest from, ServerResponse to) {
        var requestId = "req-" + UUID.randomUUID();
        MDC.put(REQUEST_ID, requestId);
        try {
            var body = body(settings, from);
            var reply = body.isEmpty()
                    ? ErrorReply.tooLarge(settings.maxBodySize())
                    : gateway.answer(request(settings, from, body.get(), requestId));
            send(reply, requestId, from, to);
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    private static Request request(Settings settings, ServerRequest from, byte[] body, String requestId) {
        var rawQuery = from.query().rawValue();
        return new Request(
                from.prologue().method().text(),
                UriEncoding.decodeUri(from.path().rawPath()),
                rawQuery,
                QueryString.parse(rawQuery),
                name -> from.headers().first(HeaderNames.create(name)),
                body,
                base(settings, from),
                requestId);
    }

    // The body is read up to its limit and no further; an announced length over the limit is not read at all.
    private static Optional<byte[]> body(Settings settings, ServerRequest from) {
        var length = from.headers().contentLength().orElse(-1);
        if (length == 0 || !from.content().hasEntity()) {
            return Optional.of(NOTHING);
        }
        if (length > settings.maxBodySize()) {
            return Optional.empty();
        }
        try (var in = from.content().inputStream()) {
            var bytes = in.readNBytes(settings.maxBodySize() + 1);
            return bytes.length > settings.maxBodySize() ? Optional.empty() : Optional.of(bytes);
        } catch (IOException cutShort) {
            throw new UncheckedIOException(cutShort);
        }
    }

    private static String base(Settings settings, ServerRequest from) {
        var scheme = from.isSecure() ? "https" : "http";
        var authority = from.authority();
        if (settings.proxyHeaders()) {
            scheme = from.headers().first(FORWARDED_PROTO).orElse(scheme).toLowerCase(Locale.ROOT);
            authority = from.headers().first(FORWARDED_HOST).orElse(authority);
        }
        return scheme + "://" + withoutStandardPort(scheme, authority);
    }

    private static String withoutStandardPort(String scheme, String authority) {
        var standard = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(standard)
                ? authority.substring(0, authority.length() - standard.length())
                : authority;
    }

    private static void send(Reply reply, String requestId, ServerRequest from, ServerResponse to) {
        to.status(Status.create(reply.status()));
        if (reply.contentType().equals("application/json")) {
            to.header(JSON);
        } else if (!reply.contentType().isEmpty()) {
            to.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        }
        to.header(VARY);
        to.header(OPENSTACK_REQUEST_ID, requestId);
        reply.headers().forEach((name, value) -> to.header(HeaderNames.create(name), value));
        if (from.prologue().method().text().equals("HEAD")) {
            to.contentLength(reply.body().length);
            to.send();
            return;
        }
        to.send(reply.body());
    }
}
