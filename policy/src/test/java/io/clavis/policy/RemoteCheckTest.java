package io.clavis.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCheckTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Credentials ANNA = Credentials.builder().userId("anna").build();
    private static final Map<String, ?> TARGET = Map.of("target", Map.of("user", Map.of("id", "u1")), "name", "x y");

    @TempDir
    Path dir;

    private HttpServer server;
    private volatile String path = "";
    private volatile String type = "";
    private volatile String body = "";

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void serve(HttpServer made, String answer) throws IOException {
        server = made;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().getPath();
            type = exchange.getRequestHeaders().getFirst("Content-Type");
            body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    private Decision ask(RemoteSettings remote, String check) {
        var rule = new RuleDefault(
                "asked", check.formatted(server.getAddress().getPort()), Set.of(), null, false, List.of());
        var settings = PolicySettings.defaults().withRemote(remote);
        try (var enforcer = Enforcer.create(settings, List.of(rule), InstantSource.system())) {
            return enforcer.decide("asked", ANNA, TARGET);
        }
    }

    private Decision ask() {
        return ask(RemoteSettings.defaults(), "http://localhost:%s/check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "\"True\""})
    void answerTrueAllows(String answer) throws IOException {
        serve(HttpServer.create(), answer);
        assertThat(ask()).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "False", "True\n", ""})
    void anyOtherAnswerDenies(String answer) throws IOException {
        serve(HttpServer.create(), answer);
        assertThat(ask()).isEqualTo(Decision.DENIED);
    }

    @Test
    void formCarriesRuleTargetAndCredentialsAsJson() throws IOException {
        serve(HttpServer.create(), "True");
        assertThat(ask(RemoteSettings.defaults(), "http://localhost:%s/of/%%(target.user.id)s"))
                .isEqualTo(Decision.ALLOWED);
        assertThat(path).isEqualTo("/of/u1");
        assertThat(type).isEqualTo("application/x-www-form-urlencoded");
        var fields = Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        assertThat(fields.get("rule")).isEqualTo("\"asked\"");
        assertThat(Golden.json(fields.get("target"))).isEqualTo(Map.of("target.user.id", "u1", "name", "x y"));
        assertThat(Golden.json(fields.get("credentials"))).containsEntry("user_id", "anna");
    }

    @Test
    void jsonIsSentWhenSoConfigured() throws IOException {
        serve(HttpServer.create(), "True");
        var json = new RemoteSettings(true, false, null, null, null, Duration.ofSeconds(60));
        assertThat(ask(json, "http://localhost:%s/")).isEqualTo(Decision.ALLOWED);
        assertThat(type).isEqualTo("application/json");
        assertThat(Golden.json(body)).containsEntry("rule", "asked").containsKeys("target", "credentials");
    }

    @Test
    void noAnswerDeniesEvenUnderNot() throws IOException {
        serve(HttpServer.create(), "False");
        server.stop(0);
        assertThat(ask(RemoteSettings.defaults(), "not http://localhost:%s/")).isEqualTo(Decision.DENIED);
        assertThat(ask(RemoteSettings.defaults(), "not http://localhost:%s/%%(missing)s"))
                .isEqualTo(Decision.DENIED);
    }

    @Test
    void answerAfterTheTimeoutDenies() throws IOException {
        var never = new CountDownLatch(1);
        serve(HttpServer.create(), "True");
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var hasty = new RemoteSettings(false, false, null, null, null, Duration.ofMillis(50));
        assertThat(ask(hasty, "not http://localhost:%s/")).isEqualTo(Decision.DENIED);
        never.countDown();
    }

    @Test
    void serverCertificateCountsOnlyWhenVerified() throws Exception {
        var own = keyStore("server");
        serve(https(own, null), "True");
        assertThat(askTls(false, null, null)).isEqualTo(Decision.ALLOWED);
        assertThat(askTls(true, null, null)).isEqualTo(Decision.DENIED);
        assertThat(askTls(true, certificate(own, "ca.pem"), null)).isEqualTo(Decision.ALLOWED);
        assertThat(askTls(true, certificate(keyStore("other"), "other.pem"), null))
                .isEqualTo(Decision.DENIED);
    }

    @Test
    void clientCertificateIsShown() throws Exception {
        var client = keyStore("client");
        serve(https(keyStore("server"), client), "True");
        assertThat(askTls(false, null, null)).isEqualTo(Decision.DENIED);
        assertThat(askTls(false, null, certificate(client, "client.pem"))).isEqualTo(Decision.ALLOWED);
    }

    private Decision askTls(boolean verify, Path caFile, Path clientFile) {
        var keyFile = clientFile == null ? null : dir.resolve("client.pem.key");
        var remote = new RemoteSettings(false, verify, caFile, clientFile, keyFile, Duration.ofSeconds(60));
        return ask(remote, "https://localhost:%s/");
    }

    private KeyStore keyStore(String name) throws Exception {
        var file = dir.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private Path certificate(KeyStore store, String name) throws Exception {
        Files.writeString(
                dir.resolve(name + ".key"),
                pem("PRIVATE KEY", store.getKey("key", PASSWORD).getEncoded()));
        return Files.writeString(
                dir.resolve(name),
                pem("CERTIFICATE", store.getCertificate("key").getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        var text = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    private static HttpsServer https(KeyStore own, KeyStore clients) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        if (clients == null) {
            context.init(keys.getKeyManagers(), null, null);
        } else {
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("client", clients.getCertificate("key"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        }
        var server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = new SSLParameters();
                wanted.setNeedClientAuth(clients != null);
                parameters.setSSLParameters(wanted);
            }
        });
        return server;
    }
}
