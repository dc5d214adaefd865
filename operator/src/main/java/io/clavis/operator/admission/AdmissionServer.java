package io.clavis.operator.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook: AdmissionReviews over HTTPS. Each request has a virtual thread. A certificate that is replaced on disk is
 * taken with the next connection.
 */
public final class AdmissionServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionServer.class);

    /** Bytes; an API server takes resources of 3 MB, and a review may carry two of them. */
    private static final int MOST = 8 << 20;

    private static final int DRAINED = 64 << 20;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Admission admission;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private AdmissionServer(Admission admission, HttpsServer server) {
        this.admission = admission;
        this.server = server;
    }

    /**
     * Listens from now on.
     *
     * @param certificate a PEM file with the certificate and those that it hangs on
     * @param key a PEM file with its key, in PKCS #8, PKCS #1 or SEC 1, not encrypted
     * @throws IOException if the port is taken, or a file cannot be read
     * @throws GeneralSecurityException if certificate and key are none, or not a pair
     */
    public static AdmissionServer start(InetSocketAddress address, Path certificate, Path key, Admission admission)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new ServingCertificate(certificate, key)}, null, null);
        var https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        var started = new AdmissionServer(admission, https);
        https.createContext("/", started::handle);
        https.setExecutor(started.threads);
        https.start();
        return started;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Requests that are under way are answered for up to a second. */
    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            exchange.getResponseHeaders().set("Content-Type", reply.type);
            if (reply.status == METHOD_NOT_ALLOWED) {
                exchange.getResponseHeaders().set("Allow", "POST");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status, head ? -1 : reply.body.length);
            if (!head) {
                exchange.getResponseBody().write(reply.body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path == null || !admission.serves(path)) {
            return Reply.problem(NOT_FOUND, "nothing is answered under this path");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.problem(METHOD_NOT_ALLOWED, "expected POST");
        }
        var body = exchange.getRequestBody().readNBytes(MOST + 1);
        if (body.length > MOST) {
            drain(exchange.getRequestBody());
            return Reply.problem(TOO_LARGE, "expected at most " + MOST + " bytes");
        }
        try {
            var review = json.readTree(body);
            return new Reply(OK, "application/json", json.writeValueAsBytes(admission.answer(path, review)));
        } catch (JsonProcessingException e) {
            return Reply.problem(BAD_REQUEST, "the body is no JSON");
        } catch (IllegalArgumentException e) {
            return Reply.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("no answer path={}", path, e);
            return Reply.problem(INTERNAL_ERROR, "the review could not be answered");
        }
    }

    /** So that the sender gets to reading the answer; who sends more than this is cut off. */
    private static void drain(InputStream body) throws IOException {
        var buffer = new byte[1 << 16];
        long left = DRAINED;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = body.read(buffer);
            left -= count;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way out, compared by nobody.
    private record Reply(int status, String type, byte[] body) {
        static Reply problem(int status, String message) {
            return new Reply(status, "text/plain; charset=utf-8", message.getBytes(StandardCharsets.UTF_8));
        }
    }
}
