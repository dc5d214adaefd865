package io.clavis.operator.controller;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.node.ExternalSecretsOperator;
import io.clavis.operator.node.MariadbOperator;
import io.clavis.operator.node.Node;
import io.clavis.operator.node.PrivateMariadb;
import io.clavis.operator.node.ServiceProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A test cluster whose Pods run for real, with a real MariaDB. */
final class RunningKeystone implements AutoCloseable {
    private final ScenarioCluster cluster;
    private final Node node;
    private final PrivateMariadb database;
    private final ExternalSecretsOperator externalSecrets;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningKeystone(ScenarioCluster cluster, Path directory) {
        this.cluster = cluster;
        this.node = new Node(cluster.client(), cluster.namespace(), directory);
        this.database = PrivateMariadb.start(directory.resolve("mariadb"), node.address());
        this.externalSecrets = new ExternalSecretsOperator(cluster.client(), cluster.namespace());
        node.name("mariadb." + cluster.namespace() + ".svc", node.address());
        cluster.playedBy(new MariadbOperator(cluster.client(), cluster.namespace(), database)::work);
        cluster.playedBy(externalSecrets::work);
        cluster.explainedBy(() -> node.troubles() + "\n" + node.logs());
    }

    /** Skips the test where there is no cluster, or Pods cannot be run. */
    static RunningKeystone open(String namespace, Path directory) {
        var cluster = ScenarioCluster.open(namespace);
        try {
            var obstacle = Node.obstacle();
            assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
            assumeTrue(PrivateMariadb.isInstalled(), "mariadb-server is not installed");
            directory.toFile().setExecutable(true, false);
            directory.toFile().setReadable(true, false);
            var running = new RunningKeystone(cluster, directory);
            cluster.startOperator(new ServiceProbe(cluster.client()));
            return running;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    ScenarioCluster cluster() {
        return cluster;
    }

    Node node() {
        return node;
    }

    PrivateMariadb database() {
        return database;
    }

    ExternalSecretsOperator externalSecrets() {
        return externalSecrets;
    }

    /** The addresses of the Pods that are ready. */
    List<String> pods() {
        return ServiceProbe.addresses(cluster.client(), cluster.namespace(), "keystone");
    }

    /** Runs {@code openstack} as the administrator, against one Pod. */
    String openstack(String password, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("openstack"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OS_AUTH_URL", "http://" + pods().getFirst() + ":5000/v3");
        builder.environment().put("OS_USERNAME", "admin");
        builder.environment().put("OS_PASSWORD", password);
        builder.environment().put("OS_PROJECT_NAME", "admin");
        builder.environment().put("OS_USER_DOMAIN_ID", "default");
        builder.environment().put("OS_PROJECT_DOMAIN_ID", "default");
        builder.environment().put("OS_IDENTITY_API_VERSION", "3");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("openstack " + String.join(" ", arguments) + ":\n" + output + "\n" + node.logs());
        }
        return output;
    }

    /** Logs in at a Pod; the token. */
    String login(String pod, String password) throws IOException, InterruptedException {
        var body = """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                 {"name": "admin", "domain": {"id": "default"}, "password": "%s"}}},
                 "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}""".formatted(password);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://" + pod + ":5000/v3/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return answer.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body() + "\n" + node.logs()));
    }

    /** Validates a token at a Pod, as its own holder; the answer. */
    HttpResponse<String> validate(String pod, String token) throws IOException, InterruptedException {
        return get(pod, "/v3/auth/tokens", token, "X-Subject-Token", token);
    }

    /** A GET with a token. */
    HttpResponse<String> get(String pod, String path, String token, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + pod + ":5000" + path))
                .header("X-Auth-Token", token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A POST with a token; the answer's body. */
    String post(String pod, String path, String token, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + pod + ":5000" + path))
                                .header("X-Auth-Token", token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        cluster.stopOperator();
        node.close();
        database.close();
        http.close();
        cluster.close();
    }
}
