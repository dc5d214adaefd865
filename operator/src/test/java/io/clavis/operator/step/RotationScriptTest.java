package io.clavis.operator.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.clavis.operator.configuration.Resources;
import io.clavis.operator.key.FernetKeySet;
import io.clavis.operator.key.RotatedKeys;
import io.clavis.operator.key.RotatedPassword;
import io.clavis.operator.key.Rotation;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script as a Pod would, with a {@code keystone-manage} that only says what it was asked for. */
final class RotationScriptTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private record Request(String method, String path, String authorization, String type, String body) {}

    @TempDir
    private Path directory;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private volatile int answer = 200;

    @BeforeEach
    void start() throws Exception {
        var account = Files.createDirectory(directory.resolve("account"));
        Files.writeString(account.resolve("token"), "the-token\n");
        var store = directory.resolve("server.p12");
        keytool("-genkeypair", "-alias", "api", "-keyalg", "EC", "-dname", "CN=api", "-ext", "san=ip:127.0.0.1", store);
        keytool("-exportcert", "-rfc", "-alias", "api", "-file", account.resolve("ca.crt"), store);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.createContext("/", this::handle);
        server.start();
        Files.createDirectory(directory.resolve("keys"));
        Files.createDirectory(directory.resolve("bin"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneRequestLaysAllKeysDownWithTheTime() throws Exception {
        var present = FernetKeySet.initial(3, new SecureRandom());
        var rotated = Rotation.of(present.data(), 3, new SecureRandom());
        for (var key : rotated.entrySet()) {
            Files.write(
                    directory.resolve("keys").resolve(key.getKey()),
                    Base64.getDecoder().decode(key.getValue()));
        }
        Files.writeString(directory.resolve("keys").resolve("0.tmp"), "left over");

        assertThat(run(RotatedKind.FERNET)).isZero();

        assertThat(Files.readString(directory.resolve("asked"))).isEqualTo("fernet_rotate\n");
        assertThat(requests).hasSize(1);
        var request = requests.getFirst();
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.path()).isEqualTo("/api/v1/namespaces/openstack/secrets/keystone-fernet-keys-rotation");
        assertThat(request.authorization()).isEqualTo("Bearer the-token");
        assertThat(request.type()).isEqualTo("application/strategic-merge-patch+json");
        var patch = new ObjectMapper().readTree(request.body());
        Map<String, String> data = new ObjectMapper().convertValue(patch.get("data"), Map.class);
        var at = patch.at("/metadata/annotations").get(KeyRotation.COMPLETED_AT).asText();
        assertThat(data).isEqualTo(rotated);
        assertThat(RotatedKeys.check(data, at, present, 3)).isInstanceOf(RotatedKeys.Accepted.class);
    }

    @Test
    void credentialsMoveFirst() throws Exception {
        Files.writeString(directory.resolve("keys").resolve("0"), "k");
        assertThat(run(RotatedKind.CREDENTIAL)).isZero();
        assertThat(Files.readString(directory.resolve("asked"))).isEqualTo("credential_migrate\ncredential_rotate\n");
    }

    @Test
    void aRefusalFailsTheJobAndShowsNoKey() throws Exception {
        answer = 403;
        Files.writeString(directory.resolve("keys").resolve("0"), "hush");
        assertThat(run(RotatedKind.FERNET)).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("output")))
                .contains("403")
                .doesNotContain("hush", "aHVzaA", "the-token");
    }

    @Test
    void anApiServerThatIsNotTrustedGetsNothing() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=other",
                "-ext",
                "san=ip:127.0.0.1",
                directory.resolve("other.p12"));
        Files.delete(directory.resolve("account/ca.crt"));
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "api",
                "-file",
                directory.resolve("account/ca.crt"),
                directory.resolve("other.p12"));
        assertThat(run(RotatedKind.FERNET)).isNotZero();
        assertThat(requests).isEmpty();
    }

    @Test
    void nothingIsLaidDownAfterAFailedRotation() throws Exception {
        manage("exit 3");
        assertThat(run(RotatedKind.FERNET)).isEqualTo(3);
        assertThat(requests).isEmpty();
    }

    @Test
    void aPasswordIsMadeThatTheOperatorTakesAndNothingElseIsLaidDown() throws Exception {
        Files.writeString(directory.resolve("keys").resolve("0"), "k");
        assertThat(runPassword(32)).isZero();
        assertThat(runPassword(24)).isZero();
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.path())
                        .isEqualTo("/api/v1/namespaces/openstack/secrets/keystone-admin-password-rotation"));
        var first = new ObjectMapper().readTree(requests.getFirst().body());
        Map<String, String> data = new ObjectMapper().convertValue(first.get("data"), Map.class);
        var at = first.at("/metadata/annotations").get(KeyRotation.COMPLETED_AT).asText();
        assertThat(data).containsOnlyKeys("password");
        assertThat(RotatedPassword.problem(data, at, 32)).isEmpty();
        var second = new ObjectMapper().readTree(requests.getLast().body());
        assertThat(second.get("data")).isNotEqualTo(first.get("data"));
        assertThat(directory.resolve("output")).isEmptyFile();
        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void pythonLaysAPasswordDownTheSameWay() {
        var script = RotationScript.ofPassword(Resources.documentWith("server: {kind: Uwsgi}"));
        assertThat(script.getData().get("rotate.sh"))
                .endsWith("exec python3 /opt/rotate/stage_keys.py \"$@\" password\n")
                .doesNotContain("keystone-manage");
    }

    @Test
    void pythonDoesTheSameInItsImage() {
        var script = RotationScript.of(Resources.documentWith("server: {kind: Uwsgi}"), RotatedKind.FERNET);
        assertThat(script.getData()).containsOnlyKeys("rotate.sh", "stage_keys.py");
        assertThat(script.getData().get("rotate.sh")).endsWith("exec python3 /opt/rotate/stage_keys.py \"$@\"\n");
    }

    private int run(RotatedKind kind) throws Exception {
        return run(kind, RotationScript.of(Resources.document(), kind), Map.of());
    }

    private int runPassword(int length) throws Exception {
        return run(
                AdminPassword.ROTATION,
                RotationScript.ofPassword(Resources.document()),
                Map.of("PASSWORD_LENGTH", String.valueOf(length)));
    }

    private int run(ScheduledRotation kind, ConfigMap script, Map<String, String> environment) throws Exception {
        assertThat(script.getMetadata().getName()).startsWith("keystone-" + kind.word() + "-rotate-script-");
        for (var file : script.getData().entrySet()) {
            var text = file.getValue().replace(RotationScript.DIRECTORY, directory.toString());
            Files.writeString(directory.resolve(file.getKey()), text);
        }
        if (Files.notExists(directory.resolve("bin/keystone-manage"))) {
            manage("echo \"$1\" >>" + directory.resolve("asked"));
        }
        var builder = new ProcessBuilder(
                        "sh",
                        directory.resolve("rotate.sh").toString(),
                        directory.resolve("keys").toString(),
                        "openstack",
                        kind.staging(Resources.document()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + jdk("") + ":" + System.getenv("PATH"));
        builder.environment()
                .put("SERVICE_ACCOUNT", directory.resolve("account").toString());
        builder.environment().putAll(environment);
        builder.environment().put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
        builder.environment()
                .put(
                        "KUBERNETES_SERVICE_PORT",
                        String.valueOf(server.getAddress().getPort()));
        return builder.start().waitFor();
    }

    private void manage(String line) throws IOException {
        var manage = Files.writeString(directory.resolve("bin/keystone-manage"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(manage, PosixFilePermissions.fromString("rwx------"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private static SSLContext tls(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The last argument is the key store. */
    private static void keytool(Object... arguments) throws Exception {
        var command = new ArrayList<String>(List.of(jdk("keytool")));
        for (var argument : List.of(arguments).subList(0, arguments.length - 1)) {
            command.add(argument.toString());
        }
        command.addAll(List.of(
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                arguments[arguments.length - 1].toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
