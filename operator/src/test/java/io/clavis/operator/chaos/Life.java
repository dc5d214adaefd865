package io.clavis.operator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.chaos.Faults.Killed;
import io.clavis.operator.configuration.Resources;
import io.clavis.operator.key.Rotation;
import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.pipeline.Pipeline;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import io.clavis.operator.step.KeystonePipeline;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Keystone from its creation until it is ready and nothing is written any more: with an operator that may die, a second
 * one that thinks that it holds the lease, an API server that fails, and rotations in between.
 */
final class Life {
    private static final int TROUBLED = 30;
    private static final int LONGEST = 200;
    private static final String FERNET = "keystone-fernet-keys";
    private static final String STAGING = FERNET + "-rotation";
    private static final String COMPLETED_AT = "forge.c5c3.io/rotation-completed-at";

    private final Faults faults;
    private final ApiServerInMemory server;
    private final Keystone keystone = Resources.document();
    private final Map<String, Integer> jobs = new TreeMap<>();
    private final List<String> lostKeys = new ArrayList<>();
    private @Nullable Map<String, String> inUse;
    private @Nullable Map<String, String> rotated;
    private KeystoneStatus status = KeystoneStatus.NEW;
    private int interruptions;
    private int deaths;
    private int rotations;

    /** @param percent of requests that something goes wrong with, until it is enough */
    Life(long seed, int percent) {
        faults = new Faults(seed, percent);
        server = new ApiServerInMemory(faults, this::keysWritten);
        secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        secret("keystone-admin-credentials", Map.of("password", "p"));
        server.put(new GenericKubernetesResourceBuilder()
                .withApiVersion("k8s.mariadb.com/v1alpha1")
                .withKind("MariaDB")
                .withNewMetadata()
                .withName("mariadb")
                .endMetadata()
                .build());
        server.othersDo(() -> run(copy()));
        if (percent == 0) {
            faults.end();
        }
    }

    Life live() {
        int round = 0;
        while (round < TROUBLED || !isReady()) {
            if (++round > LONGEST) {
                throw new AssertionError("not ready after " + LONGEST + " rounds: " + status);
            }
            if (round == TROUBLED) {
                faults.end();
            }
            run(copy());
            if (faults.random().nextBoolean()) {
                work();
            }
            if (round < TROUBLED && faults.random().nextInt(4) == 0) {
                rotate();
            }
        }
        run(copy());
        return this;
    }

    private boolean isReady() {
        return status.conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private Keystone copy() {
        var copy = Serialization.clone(keystone);
        copy.setStatus(status);
        return copy;
    }

    /** A reconciliation by an operator that has just started. */
    private void run(Keystone seen) {
        Pipeline pipeline = KeystonePipeline.of("operators", new SecureRandom(), (_, _) -> 200, Observer.NONE);
        try {
            var result = pipeline.run(seen, server, server);
            if (result.failure() != null) {
                interruptions++;
            }
            var before = seen.getStatus();
            faults.writing(
                    () -> {
                        // As the API server refuses it where somebody else was faster.
                        if (status.equals(before)) {
                            status = result.status();
                        }
                    },
                    () -> {});
        } catch (Killed _) {
            deaths++;
        } catch (KubernetesClientException e) {
            interruptions++;
        }
    }

    /** Whoever makes Jobs run, Pods serve and databases ready. */
    private void work() {
        for (var object : server.all()) {
            switch (object) {
                case Job job
                when job.getStatus() == null -> {
                    jobs.merge(job.getMetadata().getName() + " " + gate(job), 1, Integer::sum);
                    job.setStatus(new JobStatusBuilder()
                            .addNewCondition()
                            .withType("Complete")
                            .withStatus("True")
                            .endCondition()
                            .build());
                    server.put(job);
                }
                case Deployment deployment -> {
                    int pods = deployment.getSpec().getReplicas();
                    deployment.setStatus(new DeploymentStatusBuilder()
                            .withObservedGeneration(deployment.getMetadata().getGeneration())
                            .withReplicas(pods)
                            .withUpdatedReplicas(pods)
                            .withAvailableReplicas(pods)
                            .build());
                    server.put(deployment);
                }
                case GenericKubernetesResource other -> {
                    other.setAdditionalProperty(
                            "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
                    server.put(other);
                }
                default -> {
                    // Nobody's.
                }
            }
        }
    }

    private static String gate(Job job) {
        return new TreeMap<>(job.getMetadata().getAnnotations()).toString();
    }

    /** A CronJob's Pod: lays the next keys down where none are waiting. */
    private void rotate() {
        var staging = secret(STAGING);
        if (staging == null
                || inUse == null
                || staging.getData() != null && !staging.getData().isEmpty()) {
            return;
        }
        rotated = Rotation.of(inUse, 3, new SecureRandom());
        rotations++;
        server.put(new SecretBuilder(staging)
                .editMetadata()
                .addToAnnotations(COMPLETED_AT, "2026-03-01T12:00:00Z")
                .endMetadata()
                .withData(rotated)
                .build());
    }

    private @Nullable Secret secret(String name) {
        return (Secret) server.all().stream()
                .filter(object -> object instanceof Secret
                        && object.getMetadata().getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Keys in use are what was made first, and after that nothing but what a rotation laid down. */
    private void keysWritten(Secret secret) {
        if (!secret.getMetadata().getName().equals(FERNET)) {
            return;
        }
        var data = new TreeMap<>(secret.getData());
        if (inUse != null && !data.equals(inUse) && !data.equals(rotated)) {
            lostKeys.add(inUse.keySet() + " became " + data.keySet() + ", which no rotation laid down");
        }
        inUse = data;
    }

    private void secret(String name, Map<String, String> texts) {
        var data = new TreeMap<String, String>();
        texts.forEach((key, text) ->
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        server.put(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(data)
                .build());
    }

    /** What is there in the end, but for what is made at random. */
    Map<String, JsonNode> state() {
        var state = new TreeMap<String, JsonNode>();
        for (var object : server.all()) {
            state.put(object.getKind() + " " + object.getMetadata().getName(), lasting(object));
        }
        state.put(
                "conditions",
                Serialization.jsonMapper()
                        .valueToTree(status.conditions().stream()
                                .map(condition -> condition.getType() + " " + condition.getStatus())
                                .sorted()
                                .toList()));
        return state;
    }

    private static JsonNode lasting(HasMetadata object) {
        ObjectNode tree = Serialization.jsonMapper().valueToTree(object);
        var metadata = (ObjectNode) tree.get("metadata");
        metadata.remove(List.of("uid", "resourceVersion", "generation"));
        if (object instanceof Secret secret && object.getMetadata().getName().endsWith("-keys")) {
            tree.put("data", secret.getData().keySet().size() + " keys");
        }
        return tree;
    }

    /** How often each Job ran, by its name and what it was to run once for. */
    Map<String, Integer> jobs() {
        return jobs;
    }

    List<String> lostKeys() {
        return lostKeys;
    }

    int interruptions() {
        return interruptions;
    }

    int deaths() {
        return deaths;
    }

    int rotations() {
        return rotations;
    }
}
