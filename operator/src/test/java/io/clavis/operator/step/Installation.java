package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.pipeline.Result;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Keystone on a database elsewhere, in a namespace that is a map, with all that must happen around it. */
final class Installation {
    private static final String ELSEWHERE =
            "database: {host: db.example, database: keystone, secretRef: {name: keystone-db-credentials}}\n";

    private static final int LOOKS = 25;

    private final WorldInMemory world = new WorldInMemory();
    private final List<String> created = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Keystone keystone;
    private int writesUntilDeath = Integer.MAX_VALUE;

    /** How an operator ends in the middle of its work. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** One of this image, which is ready. */
    Installation(String image) {
        world.withSecret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        world.withSecret("keystone-admin-credentials", Map.of("password", "p"));
        keystone = Resources.documentWith(ELSEWHERE + "image: " + image);
        keystone.getMetadata().setGeneration(1L);
        settle();
        created.clear();
        told.clear();
    }

    /** Looks again and again, while all that it waits for goes well, until it is ready. */
    void settle() {
        for (int look = 0; look < LOOKS; look++) {
            run();
            if (reason("Ready").equals("AllReady")) {
                return;
            }
            finishAll();
        }
        throw new AssertionError(progress() + " " + reason("DatabaseReady"));
    }

    /** What the API server does with a changed resource. */
    void want(String fields) {
        var changed = Resources.documentWith(ELSEWHERE + fields);
        changed.getMetadata().setGeneration(keystone.getMetadata().getGeneration() + 1);
        changed.setStatus(keystone.getStatus());
        keystone = changed;
    }

    void wantImage(String tag) {
        want("image: {repository: r, tag: '" + tag + "'}");
    }

    /** The operator dies once it made so many writes, that of the status being one of them. */
    void dieAfter(int writes) {
        writesUntilDeath = writes;
    }

    /** Looks once, and returns the reason of the database's condition. */
    String run() {
        Writer writer = write -> {
            dying();
            noteCreation(write);
            world.write(write);
        };
        Result result = KeystonePipeline.of("operator", new SecureRandom(), (_, _) -> 200, Observer.NONE)
                .run(keystone, world, writer);
        assertThat(result.failure()).isNull();
        if (!result.status().equals(keystone.getStatus())) {
            dying();
            keystone.setStatus(result.status());
        }
        result.notices().stream().map(Notice::reason).forEach(told::add);
        return reason("DatabaseReady");
    }

    private void dying() {
        if (writesUntilDeath-- <= 0) {
            throw new Killed();
        }
    }

    private void noteCreation(Write write) {
        if (write instanceof Write.Create(Job job)
                && world.find(Job.class, job.getMetadata().getName()).isEmpty()) {
            created.add(job.getMetadata().getName());
        }
    }

    /** The Jobs that were made since it was ready, in their order. */
    List<String> created() {
        return List.copyOf(created);
    }

    /** The reasons of the events since it was ready. */
    List<String> told() {
        return List.copyOf(told);
    }

    WorldInMemory world() {
        return world;
    }

    Keystone keystone() {
        return keystone;
    }

    String reason(String type) {
        return Optional.ofNullable(keystone.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getReason())
                .findFirst()
                .orElse("");
    }

    /** Installed release, target and phase. */
    List<String> progress() {
        var status = keystone.getStatus();
        return Arrays.asList(status.installedRelease(), status.targetRelease(), status.upgradePhase());
    }

    Optional<Job> job(String role) {
        return world.find(Job.class, "keystone-" + role);
    }

    Deployment deployment() {
        return world.find(Deployment.class, "keystone").orElseThrow();
    }

    /** The image that serves. */
    String image() {
        return deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    void finish(String role, String how) {
        world.change(
                Job.class,
                "keystone-" + role,
                there -> there.setStatus(new JobStatusBuilder()
                        .addNewCondition()
                        .withType(how)
                        .withStatus("True")
                        .endCondition()
                        .build()));
    }

    void complete(String role) {
        finish(role, "Complete");
    }

    void rollOut() {
        world.change(Deployment.class, "keystone", there -> {
            int wanted = there.getSpec().getReplicas();
            there.setStatus(new DeploymentStatusBuilder()
                    .withObservedGeneration(there.getMetadata().getGeneration())
                    .withReplicas(wanted)
                    .withUpdatedReplicas(wanted)
                    .withAvailableReplicas(wanted)
                    .build());
        });
    }

    /** Every Job ends well, and all Pods are those that are wanted. */
    void finishAll() {
        world.all().stream()
                .filter(Job.class::isInstance)
                .map(job -> job.getMetadata().getName().substring("keystone-".length()))
                .forEach(this::complete);
        if (world.find(Deployment.class, "keystone").isPresent()) {
            rollOut();
        }
    }
}
