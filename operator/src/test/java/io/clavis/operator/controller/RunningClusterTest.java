package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Keystone on a database of its user's own does while its Pods run for real. */
final class RunningClusterTest {
    private static final String PASSWORD = "first-password";

    @TempDir
    private static Path directory;

    private static RunningKeystone running;

    @BeforeAll
    static void start() {
        running = RunningKeystone.open("clavis-" + UUID.randomUUID(), directory);
        running.database()
                .sql("CREATE DATABASE own_keystone; CREATE USER somebody IDENTIFIED BY 'p@:/?#';"
                        + " GRANT ALL ON own_keystone.* TO somebody");
        var cluster = running.cluster();
        cluster.secret("db", Map.of("username", "somebody", "password", "p@:/?#"));
        cluster.secret("admin", Map.of("password", PASSWORD));
        cluster.create("""
                apiVersion: keystone.openstack.c5c3.io/v1alpha1
                kind: Keystone
                metadata: {name: keystone}
                spec:
                  deployment: {replicas: 2, preStopSleepSeconds: 2, terminationGracePeriodSeconds: 20}
                  image: {repository: ghcr.io/c5c3/keystone, tag: "28.0.0"}
                  database: {host: %s, database: own_keystone, secretRef: {name: db}}
                  cache: {servers: ["127.0.0.1:11211"]}
                  fernet: {maxActiveKeys: 5}
                  bootstrap: {adminPasswordSecretRef: {name: admin}}
                """.formatted(running.node().address()));
        cluster.becomes("Ready", "True");
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void aDatabaseOfTheUsersOwnIsUsed() throws Exception {
        assertThat(running.openstack(password(), "token", "issue", "-f", "value", "-c", "id"))
                .startsWith("gAAAAA");
        assertThat(running.cluster()
                        .client()
                        .genericKubernetesResources("k8s.mariadb.com/v1alpha1", "Database")
                        .inNamespace(running.cluster().namespace())
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(running.database()
                        .sql("SELECT count(*) FROM own_keystone.user")
                        .strip())
                .isEqualTo("1");
    }

    @Test
    void noTokenIsRefusedWhileKeysRotateTwice() throws Exception {
        var password = password();
        try (var clients = new Clients(running, password)) {
            for (int i = 0; i < 2; i++) {
                var before = data("keystone-fernet-keys");
                rotate("fernet");
                running.cluster().until(() -> !data("keystone-fernet-keys").equals(before));
                arrived("keystone-fernet-keys", "fernet-keys");
                clients.validateMore();
            }
            assertThat(clients.refusals()).isEmpty();
            assertThat(clients.count()).isGreaterThan(50);
        }
        assertThat(data("keystone-fernet-keys")).hasSize(5);
        assertThat(running.cluster()
                        .object(Secret.class, "keystone-fernet-keys-rotation")
                        .getData())
                .isNullOrEmpty();
    }

    @Test
    void credentialsCanBeReadAfterTheirKeysRotated() throws Exception {
        var pod = running.pods().getFirst();
        var token = running.login(pod, password());
        var user = Serialization.jsonMapper()
                .readTree(running.validate(pod, token).body())
                .at("/token/user/id")
                .asText();
        var id = Serialization.jsonMapper()
                .readTree(running.post(
                        pod,
                        "/v3/credentials",
                        token,
                        "{\"credential\": {\"type\": \"cert\", \"blob\": \"the blob\", \"user_id\": \"" + user
                                + "\"}}"))
                .at("/credential/id")
                .asText();
        for (int i = 0; i < 2; i++) {
            var before = data("keystone-credential-keys");
            rotate("credential");
            running.cluster().until(() -> !data("keystone-credential-keys").equals(before));
            arrived("keystone-credential-keys", "credential-keys");
            for (var each : running.pods()) {
                running.cluster()
                        .until(() -> get(each, "/v3/credentials/" + id, token).contains("the blob"));
            }
        }
    }

    @Test
    void noRequestFailsWhileAnotherImageIsRolledOut() throws Exception {
        var cluster = running.cluster();
        var before = running.pods();
        try (var clients = new Clients(running, password())) {
            cluster.change(spec -> spec.put("image", Map.of("repository", "ghcr.io/c5c3/keystone", "tag", "28.0.1")));
            cluster.becomes("Ready", "True");
            clients.validateMore();
            assertThat(clients.refusals()).isEmpty();
        }
        assertThat(running.pods()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(cluster.objects(Pod.class).stream()
                        .filter(pod ->
                                "api".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component"))))
                .allSatisfy(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getImage())
                        .endsWith(":28.0.1"));
    }

    @Test
    void anotherPasswordInTheSecretIsTheAdministratorsNext() throws Exception {
        var cluster = running.cluster();
        var other = "another-" + UUID.randomUUID();
        cluster.secret("admin", Map.of("password", other));
        cluster.until(() -> cluster.objects(Job.class).stream()
                .anyMatch(job -> job.getMetadata().getName().equals("keystone-bootstrap")
                        && job.getStatus().getSucceeded() == null));
        cluster.becomes("BootstrapReady", "True");
        assertThat(running.login(running.pods().getFirst(), other)).startsWith("gAAAAA");
    }

    @Test
    void anOverriddenPolicyIsWhatTheServerGoesBy() throws Exception {
        var cluster = running.cluster();
        cluster.change(spec -> spec.put("policyOverrides", Map.of("rules", Map.of("identity:list_projects", "!"))));
        cluster.becomes("Ready", "True");
        var pod = running.pods().getFirst();
        var token = running.login(pod, password());
        assertThat(running.get(pod, "/v3/projects", token).statusCode()).isEqualTo(403);
        cluster.change(spec -> spec.remove("policyOverrides"));
        cluster.becomes("Ready", "True");
        pod = running.pods().getFirst();
        assertThat(running.get(pod, "/v3/projects", token).statusCode()).isEqualTo(200);
    }

    private static String password() {
        return new String(
                Base64.getDecoder()
                        .decode(running.cluster()
                                .object(Secret.class, "admin")
                                .getData()
                                .get("password")),
                StandardCharsets.UTF_8);
    }

    private static String get(String pod, String path, String token) {
        try {
            return running.get(pod, path, token).body();
        } catch (java.io.IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> data(String secret) {
        return new TreeMap<>(running.cluster().object(Secret.class, secret).getData());
    }

    /** Runs a CronJob's Job now, as its schedule would. */
    private static void rotate(String kind) {
        var cluster = running.cluster();
        var template = cluster.object(CronJob.class, "keystone-" + kind + "-rotate")
                .getSpec()
                .getJobTemplate();
        var name = kind + "-" + UUID.randomUUID();
        cluster.client()
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .withSpec(Serialization.clone(template.getSpec()))
                        .build())
                .create();
        cluster.until(() -> Integer.valueOf(1)
                .equals(cluster.object(Job.class, name).getStatus().getSucceeded()));
    }

    /** Waits until all Pods have the keys that are in a Secret. */
    private static void arrived(String secret, String volume) {
        var wanted = new TreeMap<String, String>();
        data(secret)
                .forEach((name, value) ->
                        wanted.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        running.cluster()
                .until(() -> running.cluster().objects(Pod.class).stream()
                        .filter(pod ->
                                "api".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                        .allMatch(pod -> running.node()
                                .files(pod.getMetadata().getName(), volume)
                                .equals(wanted)));
    }
}
