package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes over the wire, well-formed or not. */
class ListenerTest {
    private static final int MAX_BODY = 1000;

    @TempDir
    private Path directory;

    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private Duration requestTimeout = Duration.ofMinutes(1);
    private int maxConnections = 1000;
    private String described = "";
    private Listener listener;

    @AfterEach
    void stop() {
        if (listener != null) {
            listener.close();
        }
        enforcer.close();
    }

    private void declare(Operations api) {
        new Discovery(api).declare();
        api.get("/v3/described", Access.OPEN, call -> Reply.noContent().with("X-Description", described))
                .answering(204);
        api.post("/v3/echo", Access.OPEN, call -> Reply.ok(call.body())).answering(200);
        api.get(
                "/v3/things/{thing_id}",
                Access.OPEN,
                call -> Reply.ok(Json.object()
                        .put("id", call.path("thing_id"))
                        .put("query", call.queries().toString())
                        .put("self", call.links().to("/v3/here"))));
        api.get("/v3/slow", Access.OPEN, call -> {
            entered.countDown();
            await(released);
            return Reply.ok(Json.object().put("finished", true));
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoeverSendsARequestByteByByteIsCutOff() throws Exception {
        requestTimeout = Duration.ofMillis(300);
        start(false, Optional.empty());
        for (var beginning : List.of(
                "GET /v3/things/x HTTP/1.1\r\nHost: here\r\nX-Slow: ",
                "POST /v3/echo HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n{\"x\":\"",
                "POST /v3/echo HTTP/1.1\r\nHost: here\r\nContent-Length: 99999\r\n\r\n{\"x\":\"")) {
            try (var socket = new Socket("127.0.0.1", listener.port())) {
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                var sender = Thread.ofVirtual().start(() -> trickle(socket));
                // Ends only where the server hangs up.
                assertThat(ended(socket)).as(beginning).isTrue();
                sender.join();
            }
        }
        // Who keeps a connection for the next request, or waits for an answer, is not slow.
        client().get(null, "/v3/things/x").expect(200);
    }

    private static void trickle(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write('x');
                Thread.sleep(20);
            }
        } catch (IOException cutOff) {
            // That is what is expected.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(Socket socket) {
        try {
            socket.setSoTimeout(60_000);
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void connectionsBeyondTheLimitWaitForOthersToEnd() throws Exception {
        maxConnections = 2;
        start(false, Optional.empty());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var first = new Socket("127.0.0.1", listener.port());
                var second = new Socket("127.0.0.1", listener.port())) {
            var third = threads.submit(() -> raw(get("/v3/things/x")));
            Thread.sleep(300);
            assertThat(third.isDone()).isFalse();
            first.close();
            assertThat(status(third.get())).isEqualTo(200);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void anAnswerMayTakeLongerThanARequest() throws Exception {
        requestTimeout = Duration.ofMillis(100);
        start(false, Optional.empty());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> client().get(null, "/v3/slow"));
            entered.await();
            Thread.sleep(500);
            released.countDown();
            answer.get().expect(200);
        }
    }

    private void start(boolean proxied, Optional<Listener.TlsFiles> tls) {
        listener = listen("127.0.0.1", 0, proxied, tls);
    }

    private Listener listen(String host, int port, boolean proxied, Optional<Listener.TlsFiles> tls) {
        return listen(host, port, proxied, tls, gateway());
    }

    private Gateway gateway() {
        var operations = new Operations();
        declare(operations);
        return new Gateway(
                operations, token -> Optional.empty(), enforcer, new Gateway.Settings(Optional.empty(), false));
    }

    private Listener listen(String host, int port, boolean proxied, Optional<Listener.TlsFiles> tls, Gateway gateway) {
        var settings = new Listener.Settings(
                host, port, MAX_BODY, 4096, maxConnections, requestTimeout, proxied, tls, Duration.ofSeconds(20));
        return Listener.start(settings, gateway);
    }

    private TestClient client() {
        return new TestClient("http://127.0.0.1:" + listener.port());
    }

    /** Sends bytes as they are and reads all that comes back until the server closes or says no more. */
    private String raw(String request) {
        try (var socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    @Test
    void aHeaderNeverBecomesTwo() {
        start(false, Optional.empty());
        for (var end : List.of("\r\n", "\n", "\r", "\0")) {
            described = "one" + end + "X-Smuggled: two";
            var answer = raw(get("/v3/described"));
            assertThat(answer).doesNotContain("X-Smuggled");
            assertThat(status(answer)).isEqualTo(500);
        }
        described = "one line";
        assertThat(raw(get("/v3/described"))).contains("X-Description: one line\r\n");
    }

    @Test
    void whatAClosedListenerServedIsLetGo() throws Exception {
        var served = servedAndClosed();
        for (int i = 0; i < 200 && served.get() != null; i++) {
            System.gc();
            Thread.sleep(25);
        }
        assertThat(served.get()).isNull();
    }

    private WeakReference<Gateway> servedAndClosed() {
        var gateway = gateway();
        listener = listen("127.0.0.1", 0, false, Optional.empty(), gateway);
        client().get("", "/v3").expect(200);
        listener.close();
        return new WeakReference<>(gateway);
    }

    @Test
    void malformedRequestsAreNeverDefects() {
        start(false, Optional.empty());
        for (var request : List.of(
                get("/v3/things/%zz"),
                get("/v3/things/%"),
                get("/v3/things/%2"),
                get("/v3/things/%c3%28"),
                get("/v3/things/%ff%fe"),
                get("/v3/things/x?a=%zz&%"),
                get("/v3/things/x?a=\u00ff"),
                get("/v3/things/a\u0000b"),
                get("/v3/things/\u00e4"),
                get("/v3/things/a b"),
                get("//v3//things///x"),
                get("/v3/../../etc/passwd"),
                get("/v3/things/..%2f..%2fx"),
                get("*"),
                get("v3"),
                get("http://elsewhere/v3/things/x"),
                get("/v3/things/<script>"),
                get("/v3/things/x#fragment"),
                "BREW /v3/things/x HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
                "G\u0001T /v3/things/x HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
                "TRACE /v3 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
                "CONNECT here:80 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: a b<c>\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/9.9\r\nHost: here\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: here\r\nbad header\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: here\r\nX-Auth-Token: a\u0000b\r\nConnection: close\r\n\r\n",
                "GET /v3/things/x HTTP/1.1\r\nHost: here\r\nX-Auth-Token: \u00ff\r\nConnection: close\r\n\r\n",
                post("Content-Length: -1", "{}"),
                post("Content-Length: x", "{}"),
                post("Content-Length: 99999999999999999999", "{}"),
                post("Content-Length: 2\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"),
                post("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"),
                post("Transfer-Encoding: chunked", "-5\r\n{}\r\n0\r\n\r\n"),
                post("Transfer-Encoding: gzip", "{}"),
                post("Content-Length: 2\r\nContent-Type: \u0001", "{}"),
                post("Content-Length: 2\r\nContent-Encoding: gzip", "{}"))) {
            var answer = raw(request);
            var shown = request.lines().limit(3).toList() + " -> " + answer;
            assertThat(status(answer)).as(shown).isLessThan(500);
            assertThat(answer).as(shown).doesNotContain("\tat ").doesNotContain("Exception");
        }
        // The connection handler lives on.
        client().get(null, "/v3/things/x").expect(200);
    }

    private static String post(String headers, String body) {
        return "POST /v3/echo HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + headers + "\r\n\r\n" + body;
    }

    @Test
    void whatAClientSentIsNotShownInPages() {
        start(false, Optional.empty());
        for (var request : List.of(get("/v3/<script>alert(1)</script>"), get("/v3/%3Cscript%3Ealert(1)"))) {
            assertThat(raw(request)).doesNotContain("<script>");
        }
    }

    @Test
    void escapesInPathsAreDecodedOnce() {
        start(false, Optional.empty());
        assertThat(client().get(null, "/v3/things/a%20b%2525").expect(200).string("/id"))
                .isEqualTo("a b%25");
        assertThat(client().get(null, "/v3/things/a+b").expect(200).string("/id"))
                .isEqualTo("a+b");
        assertThat(client().get(null, "/v3/things/%C3%A4").expect(200).string("/id"))
                .isEqualTo("ä");
    }

    @Test
    void aHeadOverTheLimitIsRefused() {
        start(false, Optional.empty());
        var answer = raw("GET /v3 HTTP/1.1\r\nHost: here\r\nX-Auth-Token: " + "x".repeat(10_000)
                + "\r\nConnection: close\r\n\r\n");
        assertThat(status(answer)).as(answer).isBetween(400, 499);
        assertThat(answer).doesNotContain("\tat ").doesNotContain("Exception");
        var many = raw("GET /v3 HTTP/1.1\r\nHost: here\r\n" + "X: y\r\n".repeat(1000) + "Connection: close\r\n\r\n");
        assertThat(status(many)).as(many).isBetween(400, 499);
        assertThat(status(raw(get("/v3/things/" + "x".repeat(10_000))))).isEqualTo(414);
        assertThat(status(raw("hello\r\n\r\n"))).isEqualTo(400);
        assertThat(status(raw("GET /v3 HTTP/1.0\r\n\r\n"))).isEqualTo(505);
        client().get(null, "/v3").expect(200);
    }

    @Test
    void aBodyOverTheLimitIsRefusedHoweverItIsSent() {
        start(false, Optional.empty());
        var fits = "{\"x\":\"" + "x".repeat(MAX_BODY - 8) + "\"}";
        var over = "{\"x\":\"" + "x".repeat(MAX_BODY - 7) + "\"}";
        client().post(null, "/v3/echo", fits).expect(200);
        client().post(null, "/v3/echo", over).expect(413);
        var json = client().send(null, "POST", "/v3/echo", over, "Accept", "application/json");
        assertThat(json.string("/title")).isEqualTo("Request Entity Too Large");
        assertThat(json.header("Vary")).isEmpty();
        var page = client().send(null, "POST", "/v3/echo", over, "Accept", "*/*");
        assertThat(page.header("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(chunked(fits)).isEqualTo(200);
        assertThat(chunked(over)).isEqualTo(413);
        assertThat(chunked("x".repeat(3_000_000))).isEqualTo(413);
        // The announcement alone is enough.
        assertThat(status(raw(post("Content-Length: 2000000000", "")))).isEqualTo(413);
        client().post(null, "/v3/echo", "{}").expect(200);
    }

    private int chunked(String body) {
        var text = new StringBuilder("POST /v3/echo HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < body.length(); from += 500) {
            var chunk = body.substring(from, Math.min(body.length(), from + 500));
            text.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        try (var socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(10_000);
            var writer = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write((text + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException refusedEarly) {
                    // The server may hang up before it has it all.
                }
            });
            var head = socket.getInputStream().readNBytes(12);
            writer.interrupt();
            return status(new String(head, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aProxyIsBelievedOnlyWhereSaidSo() {
        start(false, Optional.empty());
        assertThat(self("X-Forwarded-Proto", "https", "X-Forwarded-Host", "cloud.example"))
                .isEqualTo(client().url() + "/v3/here");
        assertThat(self("Forwarded", "proto=https;host=cloud.example")).isEqualTo(client().url() + "/v3/here");
        listener.close();

        start(true, Optional.empty());
        assertThat(self("X-Forwarded-Proto", "https", "X-Forwarded-Host", "cloud.example:443"))
                .isEqualTo("https://cloud.example/v3/here");
        assertThat(self("X-Forwarded-Host", "cloud.example:8080", "X-Forwarded-Prefix", "/identity"))
                .isEqualTo("http://cloud.example:8080/identity/v3/here");
        assertThat(self("Forwarded", "for=192.0.2.1;Proto=https;host=\"cloud.example\", for=198.51.100.1;proto=http"))
                .isEqualTo("https://cloud.example/v3/here");
        assertThat(self("Accept", "*/*")).isEqualTo(client().url() + "/v3/here");
    }

    private String self(String... headers) {
        return client().send(null, "GET", "/v3/things/x", null, headers)
                .expect(200)
                .string("/self");
    }

    @Test
    void closingFinishesTheRequestInFlight() throws Exception {
        start(false, Optional.empty());
        var port = listener.port();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> client().get(null, "/v3/slow"));
            entered.await();
            var closed = threads.submit(() -> listener.close());
            // New connections are refused while the old one is finished.
            while (accepts(port)) {
                Thread.sleep(10);
            }
            assertThat(answer.isDone()).isFalse();
            released.countDown();
            assertThat(answer.get().expect(200).at("/finished").asBoolean()).isTrue();
            closed.get();
        }
        listener = null;
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void anAddressThatIsTakenOrForeignIsTold() {
        start(false, Optional.empty());
        assertThatThrownBy(() -> listen("127.0.0.1", listener.port(), false, Optional.empty()))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("in use");
        assertThatThrownBy(() -> listen("192.0.2.1", 0, false, Optional.empty()))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void tlsIsSpokenWithPemFiles() throws Exception {
        var files = certificate();
        start(false, Optional.of(files));
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(files.certificate())) {
            trusted.setCertificateEntry(
                    "us", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (var client = HttpClient.newBuilder().sslContext(context).build()) {
            var url = "https://localhost:" + listener.port();
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/v3/things/x"))
                            .method("GET", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains(url + "/v3/here");
        }
        // Plain text on a TLS port is no reason to stop.
        assertThat(status(raw(get("/v3")))).isZero();
    }

    @Test
    void filesThatAreNoCertificateAreTold() throws IOException {
        var file = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> start(false, Optional.of(new Listener.TlsFiles(file, file, Optional.empty()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be used");
    }

    private Listener.TlsFiles certificate() throws Exception {
        var certificate = directory.resolve("cert.pem");
        var key = directory.resolve("key.pem");
        var made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-days",
                        "2",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return new Listener.TlsFiles(certificate, key, Optional.empty());
    }
}
