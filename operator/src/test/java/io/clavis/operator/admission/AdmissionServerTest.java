package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionServerTest {
    private static final Admission ADMISSION = new Admission(Given.CLUSTER);

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;
    private ServingKey first;
    private final List<ServingKey> trusted = new ArrayList<>();
    private AdmissionServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = directory.resolve("tls.crt");
        key = directory.resolve("tls.key");
        first = make("EC");
        first.writeTo(certificate, key);
        server = AdmissionServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), certificate, key, ADMISSION);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reviewIsAnswered() throws Exception {
        var review = AdmissionTest.review("CREATE", Given.file("example"), null);
        var response = post(AdmissionTest.VALIDATE, review.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper()
                        .readTree(response.body())
                        .at("/response/allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void badResourceIsAReviewThatRefuses() throws Exception {
        var bad = Given.merged(Given.file("example"), Given.yaml("spec: {image: {tag: null}}"));
        var response = post(
                AdmissionTest.VALIDATE,
                bytes(AdmissionTest.review("CREATE", bad, null).toString()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"allowed\":false", "spec.image: exactly one of");
    }

    @Test
    void whatIsNoReviewIsABadRequest() throws Exception {
        var review = "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":";
        var bodies = List.of(
                "",
                "{",
                "no json",
                "null",
                "[]",
                "{}",
                "\u0000",
                "[".repeat(5000),
                review + "{}}",
                review + "[]}",
                review + "{\"uid\":\"u\"}}",
                review + "{\"uid\":\"u\",\"kind\":{\"kind\":\"Secret\"}}}",
                review + "{\"uid\":\"u\",\"kind\":{\"kind\":\"Keystone\"},\"operation\":\"CREATE\"}}",
                review + "{\"uid\":\"u\",\"kind\":{\"kind\":\"Keystone\"},\"operation\":\"CREATE\",\"object\":[]}}",
                review.replace("k8s.io/v1", "k8s.io/v1beta1") + "{\"uid\":\"u\"}}");
        for (var body : bodies) {
            var response = post(AdmissionTest.VALIDATE, bytes(body));
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.body())
                    .as(body)
                    .doesNotContain("Exception", "\tat ")
                    .hasSizeBetween(5, 100);
        }
        assertThat(post(AdmissionTest.VALIDATE, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void resourceOfAnyShapeIsAnsweredAndNotTrippedOver() throws Exception {
        for (var object : List.of(
                "{}",
                "{\"spec\":null}",
                "{\"spec\":[]}",
                "{\"spec\":{\"deployment\":3,\"image\":[],\"middleware\":{},\"extraConfig\":[1]}}",
                "{\"metadata\":[],\"spec\":{\"deployment\":{\"replicas\":{}}}}")) {
            var review = AdmissionTest.review("CREATE", Given.yaml("{kind: Keystone}"), null);
            var text = review.toString().replace("{\"kind\":\"Keystone\"},\"oldObject\"", object + ",\"oldObject\"");
            assertThat(text).contains(object);
            assertThat(post(AdmissionTest.MUTATE, bytes(text)).statusCode()).isEqualTo(200);
            var response = post(AdmissionTest.VALIDATE, bytes(text));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"allowed\":false");
        }
    }

    @Test
    void bodyThatIsTooLargeIsRefused() throws Exception {
        var response = post(AdmissionTest.VALIDATE, new byte[(8 << 20) + 1]);
        assertThat(response.statusCode()).isEqualTo(413);
        reviewIsAnswered();
    }

    @Test
    void onlyPostIsTaken() throws Exception {
        for (var method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            var request = HttpRequest.newBuilder(uri(AdmissionTest.VALIDATE))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            try (var client = client()) {
                var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(405);
                assertThat(response.headers().firstValue("Allow")).contains("POST");
            }
        }
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        for (var path : List.of("/", "/healthz", AdmissionTest.VALIDATE + "/x", AdmissionTest.VALIDATE + "s")) {
            assertThat(post(path, bytes("{}")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void manyAreAnsweredAtOnce() throws Exception {
        var review = AdmissionTest.review("CREATE", Given.file("example"), null).toString();
        var request = HttpRequest.newBuilder(uri(AdmissionTest.VALIDATE))
                .POST(HttpRequest.BodyPublishers.ofString(review))
                .build();
        try (var client = client()) {
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 50; i++) {
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().body()).contains("\"allowed\":true"));
        }
    }

    @Test
    void whoSpeaksNoTlsGetsNoAnswerAndHarmsNobody() throws Exception {
        try (var socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\n\r\n"));
            socket.getOutputStream().flush();
            assertThat(new String(readAll(socket), StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
        }
        reviewIsAnswered();
    }

    @Test
    void replacedCertificateIsTakenOnceTheKeyFits() throws Exception {
        assertThat(shown()).isEqualTo(first.certificate());

        var second = make("RSA");
        Files.writeString(certificate, second.certificatePem());
        touch(certificate, 10);
        assertThat(shown()).isEqualTo(first.certificate());

        Files.writeString(key, second.olderPem());
        touch(key, 20);
        assertThat(shown()).isEqualTo(second.certificate());

        Files.delete(key);
        assertThat(shown()).isEqualTo(second.certificate());

        Files.writeString(key, "nothing");
        touch(key, 30);
        assertThat(shown()).isEqualTo(second.certificate());

        var third = make("EC");
        third.writeTo(certificate, key);
        touch(certificate, 40);
        touch(key, 40);
        assertThat(shown()).isEqualTo(third.certificate());
    }

    @Test
    void serverDoesNotStartWithAKeyThatDoesNotFit() throws Exception {
        Files.writeString(key, make("EC").pkcs8Pem());
        assertThatThrownBy(() -> AdmissionServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), certificate, key, ADMISSION))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("the key is not that of the certificate");
    }

    private ServingKey make(String algorithm) throws IOException, GeneralSecurityException {
        var made = ServingKey.make(directory, algorithm);
        trusted.add(made);
        return made;
    }

    private static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private Certificate shown() throws Exception {
        try (var client = client()) {
            var response =
                    client.send(HttpRequest.newBuilder(uri("/")).build(), HttpResponse.BodyHandlers.discarding());
            return response.sslSession().orElseThrow().getPeerCertificates()[0];
        }
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (var client = client()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + server.address().getPort() + path);
    }

    /** One that has no connection and no TLS session of before. */
    private HttpClient client() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (var one : trusted) {
            store.setCertificateEntry(
                    one.certificate().getSubjectX500Principal().getName(), one.certificate());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
