package io.clavis;

import io.clavis.composition.Keystone;
import io.clavis.composition.Logs;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Goes through what a server does, on a Keystone that nobody uses, so that a virtual machine that watches
 * ({@code -XX:AOTCacheOutput}) keeps what it learned for those that come: classes loaded and linked, and how methods are
 * used.
 *
 * <p>Every class that a server may use is loaded, used or not. A class that is loaded later can make compiled methods wrong
 * that virtual threads are in, and a JDK without JDK-8389310 does not always notice.
 */
final class Rehearsal {
    private static final String HOST = "127.0.0.1";
    private static final int VALIDATIONS = 6_000;
    private static final int LOGINS = 300;
    private static final List<String> LOADED = List.of("clavis-", "mariadb-java-client-", "postgresql-", "HikariCP-");
    // What is checked against classes that no server loads, and that each start would have to look for in their jars.
    private static final List<String> LEFT_OUT = List.of("io/clavis/manage/", "org/mariadb/jdbc/client/socket/");
    private static final List<String> LOOKED_AT = List.of(
            "/",
            "/v3",
            "/healthcheck",
            "/v3/auth/catalog",
            "/v3/auth/projects",
            "/v3/users",
            "/v3/projects",
            "/v3/domains",
            "/v3/groups",
            "/v3/roles",
            "/v3/role_assignments?include_names",
            "/v3/role_assignments?effective&include_names",
            "/v3/services",
            "/v3/endpoints",
            "/v3/regions",
            "/v3/credentials",
            "/v3/limits",
            "/v3/nothing");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final String password;

    private Rehearsal(String root, String password) {
        this.root = root;
        this.password = password;
    }

    /** The exit code: 0, or 1 where something went otherwise than it should. */
    static int run() throws IOException, InterruptedException {
        loadClasses();
        var directory = Files.createTempDirectory("keystone-rehearsal");
        var home = new DevelopmentDirectory(directory);
        try {
            home.create();
            var configuration = home.configuration(0);
            Logs.configure(configuration);
            Bootstrapping.prepare(configuration, home.adminPassword(), "http://localhost/v3");
            return ServeCommand.run(
                    List.of("--config-file", home.configurationFile().toString()),
                    Map.of("OS_CLAVIS__BIND_PORT", "0", "OS_AUTH__METHODS", "password,token,application_credential"),
                    keystone -> play(keystone, home.adminPassword()));
        } finally {
            home.clear();
            Files.delete(directory);
        }
    }

    private static void play(Keystone keystone, String password) throws IOException, InterruptedException {
        try (keystone) {
            new Rehearsal("http://" + HOST + ":" + keystone.port(), password).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        var byPassword = "{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"admin\","
                + "\"domain\":{\"id\":\"default\"},\"password\":\"%s\"}}}";
        var token = login(auth(byPassword.formatted(password)));
        expect(401, send("POST", "/v3/auth/tokens", "", auth(byPassword.formatted("wrong"))));
        for (var path : LOOKED_AT) {
            send("GET", path, token, "");
        }
        write(token);
        delegate(token, userId(token));
        var byToken = "{\"methods\":[\"token\"],\"token\":{\"id\":\"%s\"}}".formatted(token);
        for (int i = 0; i < LOGINS; i++) {
            login(auth(byToken));
        }
        for (int i = 0; i < VALIDATIONS; i++) {
            expect(200, send("GET", "/v3/auth/tokens", token, ""));
        }
        expect(204, send("DELETE", "/v3/auth/tokens", token, ""));
        expect(401, send("GET", "/v3/auth/tokens", token, ""));
    }

    private void delegate(String token, String user) throws IOException, InterruptedException {
        var path = "/v3/users/" + user + "/application_credentials";
        var body = "{\"application_credential\":{\"name\":\"rehearsed\",\"secret\":\"rehearsed\"}}";
        var id = id(expect(201, send("POST", path, token, body)));
        var byCredential = ("{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],"
                        + "\"application_credential\":{\"id\":\"%s\",\"secret\":\"rehearsed\"}}}}")
                .formatted(id);
        for (int i = 0; i < LOGINS; i++) {
            var delegated = login(byCredential);
            expect(200, send("GET", "/v3/auth/tokens", delegated, ""));
        }
        expect(200, send("GET", path, token, ""));
        expect(204, send("DELETE", path + "/" + id, token, ""));
    }

    private String userId(String token) throws IOException, InterruptedException {
        return id(expect(200, send("GET", "/v3/users?name=admin", token, "")));
    }

    private static String id(HttpResponse<String> answer) {
        return answer.body().split("\"id\":\\s*\"")[1].split("\"")[0];
    }

    private void write(String token) throws IOException, InterruptedException {
        for (var kind : List.of("project", "user", "group", "role")) {
            var path = "/v3/" + kind + "s";
            var body = "{\"%s\":{\"name\":\"rehearsed\"}}".formatted(kind);
            var created = expect(201, send("POST", path, token, body));
            expect(409, send("POST", path, token, body));
            var id = id(created);
            expect(200, send("PATCH", path + "/" + id, token, body));
            expect(204, send("DELETE", path + "/" + id, token, ""));
        }
    }

    private String login(String body) throws IOException, InterruptedException {
        var answer = expect(201, send("POST", "/v3/auth/tokens", "", body));
        return answer.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private static String auth(String identity) {
        return "{\"auth\":{\"identity\":%s,\"scope\":{\"project\":{\"name\":\"admin\",\"domain\":{\"id\":\"default\"}}}}}"
                .formatted(identity);
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token).header("X-Subject-Token", token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("%s %s: %d where %d was expected"
                    .formatted(
                            answer.request().method(), answer.request().uri().getPath(), answer.statusCode(), status));
        }
        return answer;
    }

    private static void loadClasses() throws IOException {
        for (var path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var name = Objects.toString(Path.of(path).getFileName());
            if (LOADED.stream().anyMatch(name::startsWith) && name.endsWith(".jar")) {
                try (var jar = new JarFile(path)) {
                    jar.stream().map(JarEntry::getName).forEach(Rehearsal::loadClass);
                }
            }
        }
    }

    private static void loadClass(String entry) {
        if (!entry.endsWith(".class")
                || entry.endsWith("-info.class")
                || entry.startsWith("META-INF/")
                || LEFT_OUT.stream().anyMatch(entry::startsWith)) {
            return;
        }
        try {
            Class.forName(
                    entry.substring(0, entry.length() - ".class".length()).replace('/', '.'),
                    false,
                    Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError needsWhatIsNotHere) {
            // Drivers have classes for libraries that may be added.
        }
    }
}
