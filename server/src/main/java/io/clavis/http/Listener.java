package io.clavis.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Binds {@link Gateway} to the wire: the only class that knows the HTTP library. Each connection has a virtual thread,
 * on which everything up to the reply runs.
 */
public final class Listener implements AutoCloseable {
    /** The MDC key under which logs find the request's id. */
    public static final String REQUEST_ID = "request_id";

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final HeaderName OPENSTACK_REQUEST_ID = HeaderNames.create("x-openstack-request-id");
    private static final Map<String, HeaderName> ASKED_OFTEN = Stream.of(
                    "X-Auth-Token", "X-Subject-Token", "OpenStack-Identity-Access-Rules", "Content-Type", "Accept")
            .collect(Collectors.toUnmodifiableMap(name -> name, HeaderNames::create));
    private static final Header VARY = HeaderValues.createCached("Vary", "X-Auth-Token");
    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");
    private static final Status MULTIPLE_CHOICES = Status.create(300, "Multiple Choices");
    private static final byte[] NOTHING = {};

    // Of a random UUID, RFC 9562, section 5.4.
    private static final long VERSION_BITS = ~0xf000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final Duration TLS_SILENCE = Duration.ofMinutes(5);

    private final WebServer server;
    private final SlowClients slowClients;
    private final AtomicReference<Optional<Gateway>> gateway;

    /**
     * Where and how to listen.
     *
     * @param port 0 for any free one
     * @param maxBodySize bytes; a larger body is answered with 413
     * @param maxHeaderSize bytes of all headers together
     * @param maxConnections at a time; further ones wait to be accepted
     * @param requestTimeout how long a client may take to send a request, head and body
     * @param proxyHeaders whether what a trusted proxy says in {@code Forwarded} or {@code X-Forwarded-…} shapes the links
     * @param tls the server's certificate and key, where it speaks TLS itself
     * @param gracePeriod how long {@link Listener#close} waits for requests in flight
     */
    public record Settings(
            String host,
            int port,
            int maxBodySize,
            int maxHeaderSize,
            int maxConnections,
            Duration requestTimeout,
            boolean proxyHeaders,
            Optional<TlsFiles> tls,
            Duration gracePeriod) {}

    /**
     * The server's certificate chain and its private key, in PEM.
     *
     * @param clients whose certificates are asked for; empty for nobody's
     */
    public record TlsFiles(Path certificate, Path key, Optional<ClientAuthorities> clients) {}

    /**
     * Who vouches for clients.
     *
     * @param file certificates of authorities, in PEM
     * @param required whether a client without a certificate is turned away; one with a bad certificate always is
     */
    public record ClientAuthorities(Path file, boolean required) {}

    private Listener(WebServer server, SlowClients slowClients, AtomicReference<Optional<Gateway>> gateway) {
        this.server = server;
        this.slowClients = slowClients;
        this.gateway = gateway;
    }

    /**
     * Starts to listen; throws {@link UncheckedIOException} where the address cannot be bound, {@link
     * IllegalArgumentException} where the certificate cannot be used.
     */
    public static Listener start(Settings settings, Gateway gateway) {
        requireFree(settings.host(), settings.port());
        var slowClients = new SlowClients(settings.requestTimeout());
        var open = new AtomicReference<>(Optional.of(gateway));
        var builder = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(settings.gracePeriod())
                .backlog(1024)
                .maxTcpConnections(settings.maxConnections())
                .connectionOptions(sockets(settings))
                .directHandlers(WireRefusal.handlers())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new Http1Connections(Http1Config.builder()
                        .maxHeadersSize(settings.maxHeaderSize())
                        .maxPrologueLength(settings.maxHeaderSize())
                        .validateResponseHeaders(false)
                        .addReceiveListener(slowClients)
                        .build()))
                .routing(routing -> routing.any((request, response) ->
                        serve(settings, slowClients, open.get().orElseThrow(), request, response)));
        settings.tls().ifPresent(files -> builder.tls(tls(files)));
        return new Listener(builder.build().start(), slowClients, open);
    }

    // A handshake is nothing that the watch on slow clients sees.
    private static SocketOptions sockets(Settings settings) {
        var options = SocketOptions.builder().tcpNoDelay(true);
        settings.tls().ifPresent(_ -> options.readTimeout(TLS_SILENCE));
        return options.build();
    }

    /** Loads the HTTP library, which a start can do beside other things; returns whether it is there. */
    public static boolean prepare() {
        return !WebServer.builder().build().isRunning();
    }

    // The library would only log that it cannot listen.
    /** Throws {@link UncheckedIOException} where the address is taken or not this machine's. */
    public static void requireFree(String host, int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    // The library never ends the timer for idle connections, and that holds on to every route.
    /** Takes no new connection, finishes the requests in flight within the grace period, then ends. */
    @Override
    public void close() {
        server.stop();
        slowClients.close();
        gateway.set(Optional.empty());
    }

    private static Tls tls(TlsFiles files) {
        try {
            var keys = Keys.builder()
                    .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.certificate())))
                    .build();
            var tls = Tls.builder().privateKey(keys).privateKeyCertChain(keys);
            files.clients()
                    .ifPresent(clients -> tls.trust(authorities(clients.file()))
                            .clientAuth(clients.required() ? TlsClientAuth.REQUIRED : TlsClientAuth.OPTIONAL));
            return tls.build();
        } catch (RuntimeException unusable) {
            throw new IllegalArgumentException("the certificate or its key cannot be used", unusable);
        }
    }

    private static List<X509Certificate> authorities(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            return found;
        } catch (CertificateException unusable) {
            throw new IllegalArgumentException(file + " holds what is no certificate", unusable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void serve(
            Settings settings, SlowClients slowClients, Gateway gateway, ServerRequest from, ServerResponse to) {
        var requestId = requestId();
        MDC.put(REQUEST_ID, requestId);
        try {
            send(answer(settings, slowClients, gateway, from, requestId), requestId, from, to);
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    // It has to be unique, not hard to guess; the secure source of randomness costs as much as finding a token.
    private static String requestId() {
        var random = ThreadLocalRandom.current();
        long high = (random.nextLong() & VERSION_BITS) | VERSION_4;
        long low = (random.nextLong() & VARIANT_BITS) | VARIANT;
        return "req-" + new UUID(high, low);
    }

    private static Reply answer(
            Settings settings, SlowClients slowClients, Gateway gateway, ServerRequest from, String requestId) {
        Request request;
        try {
            var body = slowClients.body(() -> body(settings, from));
            if (body.isEmpty()) {
                return ErrorReply.tooLarge(
                        settings.maxBodySize(), header(from).apply("Accept").orElse(""));
            }
            request = request(settings, from, body.get(), requestId);
        } catch (RuntimeException malformed) {
            LOG.debug("a request could not be read", malformed);
            return ErrorReply.malformed();
        }
        return sendable(gateway.answer(request));
    }

    // A value in two lines would be two headers (RFC 9110, section 5.5). The library would look at each character of
    // each
    // header, which takes a tenth of a validation.
    private static Reply sendable(Reply reply) {
        for (var header : reply.headers().entrySet()) {
            var value = header.getValue();
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
                LOG.error("the answer's header {} is not one line", header.getKey());
                return ErrorReply.unexpected();
            }
        }
        return reply;
    }

    private static Request request(Settings settings, ServerRequest from, byte[] body, String requestId) {
        var rawQuery = from.query().rawValue();
        return new Request(
                from.prologue().method().text(),
                decoded(from.path().rawPath()),
                rawQuery,
                QueryString.parse(rawQuery),
                header(from),
                () -> headers(from),
                peer(from),
                () -> certificate(from),
                body,
                base(settings, from),
                requestId);
    }

    private static Map<String, List<String>> headers(ServerRequest from) {
        var headers = new LinkedHashMap<String, List<String>>();
        from.headers().forEach(header -> headers.put(header.name(), List.copyOf(header.allValues())));
        return headers;
    }

    private static Optional<InetAddress> peer(ServerRequest from) {
        return from.remotePeer().address() instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }

    private static Optional<X509Certificate> certificate(ServerRequest from) {
        return from.remotePeer()
                .tlsCertificates()
                .filter(chain -> chain.length > 0 && chain[0] instanceof X509Certificate)
                .map(chain -> (X509Certificate) chain[0]);
    }

    // In a path, unlike in a query, a plus is a plus.
    private static String decoded(String path) {
        return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
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
        return settings.proxyHeaders()
                ? PublicAddress.proxied(from.isSecure(), from.authority(), header(from))
                : PublicAddress.direct(from.isSecure(), from.authority());
    }

    private static Function<String, Optional<String>> header(ServerRequest from) {
        return name -> from.headers().first(headerName(name));
    }

    private static HeaderName headerName(String name) {
        var often = ASKED_OFTEN.get(name);
        return often == null ? HeaderNames.create(name) : often;
    }

    private static void send(Reply reply, String requestId, ServerRequest from, ServerResponse to) {
        to.status(reply.status() == 300 ? MULTIPLE_CHOICES : Status.create(reply.status()));
        if (reply.contentType().equals("application/json")) {
            to.header(JSON);
        } else if (!reply.contentType().isEmpty()) {
            to.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        }
        to.header(OPENSTACK_REQUEST_ID, requestId);
        if (!reply.headers().containsKey("Vary")) {
            to.header(VARY);
        }
        reply.headers().forEach((name, value) -> {
            if (!value.isEmpty()) {
                to.header(headerName(name), value);
            }
        });
        if (from.prologue().method().text().equals("HEAD")) {
            if (reply.body() instanceof Body.Whole whole) {
                to.contentLength(whole.length());
            }
            to.send();
            return;
        }
        try {
            send(reply.body(), to);
        } catch (IOException clientGone) {
            throw new UncheckedIOException(clientGone);
        }
    }

    private static void send(Body body, ServerResponse to) throws IOException {
        switch (body) {
            case Body.Whole whole
            when whole.parts().size() <= 1 ->
                to.send(whole.parts().isEmpty() ? NOTHING : whole.parts().getFirst());
            case Body.Whole whole -> {
                to.contentLength(whole.length());
                try (var out = to.outputStream()) {
                    for (var part : whole.parts()) {
                        out.write(part);
                    }
                }
            }
            case Body.Streamed streamed -> {
                // Closed only where it is whole: who gets a part of it must not take that for all.
                var out = to.outputStream();
                streamed.writeTo(out);
                out.close();
            }
        }
    }
}
