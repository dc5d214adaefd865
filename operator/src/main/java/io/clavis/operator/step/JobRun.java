package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Job that runs once for each value of its gate. One that ran, well or badly, stays as the proof of it; another value
 * makes it run again. One that still runs is left alone, unless nothing of it ever started: then its image may be what is
 * wrong with it. A Job takes the place of another only once that one's Pods are gone or at their end, so that two never
 * work at once.
 *
 * @param state how far it is
 * @param writes what starts it
 */
record JobRun(State state, List<Write> writes) {
    private static final int BACKOFF_LIMIT = 4;
    private static final List<String> ENDED = List.of("Succeeded", "Failed");

    JobRun {
        writes = List.copyOf(writes);
    }

    /** How far a Job is. */
    enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }

    /** The Job and how far it is with this gate. */
    static JobRun of(
            Keystone keystone, World world, String name, String annotation, String gate, PodTemplateSpec template) {
        return of(keystone, world, name, annotation, gate, template, BACKOFF_LIMIT);
    }

    /** The same, with how often it may fail before it has. */
    static JobRun of(
            Keystone keystone,
            World world,
            String name,
            String annotation,
            String gate,
            PodTemplateSpec template,
            int backoffLimit) {
        var wanted = job(keystone, name, annotation, gate, template, backoffLimit);
        var there = world.find(Job.class, name);
        if (there.isEmpty()) {
            // Those of a Job that was deleted go after it.
            return new JobRun(State.RUNNING, hasPods(world, name) ? List.of() : List.of(new Write.Create(wanted)));
        }
        var job = there.get();
        if (job.getMetadata().getDeletionTimestamp() != null) {
            return new JobRun(State.RUNNING, List.of());
        }
        var state = state(job);
        boolean same = has(job, annotation, gate) && Owned.by(keystone, job);
        if (same || (state == State.RUNNING && hasStarted(world, name))) {
            return new JobRun(same ? state : State.RUNNING, List.of());
        }
        var delete = new Write.Delete(job);
        return new JobRun(
                State.RUNNING, hasPods(world, name) ? List.of(delete) : List.of(delete, new Write.Create(wanted)));
    }

    private static Job job(
            Keystone keystone,
            String name,
            String annotation,
            String gate,
            PodTemplateSpec template,
            int backoffLimit) {
        return new JobBuilder()
                .withMetadata(Owned.meta(keystone, name))
                .editMetadata()
                .addToAnnotations(annotation, gate)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(backoffLimit)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /** Whether it is of this gate. */
    static boolean has(Job job, String annotation, String gate) {
        var annotations = job.getMetadata().getAnnotations();
        return annotations != null && gate.equals(annotations.get(annotation));
    }

    /** How far it is, whatever its gate is. */
    static State state(Job job) {
        var status = job.getStatus();
        if (status == null || status.getConditions() == null) {
            return State.RUNNING;
        }
        for (var condition : status.getConditions()) {
            if ("True".equals(condition.getStatus()) && "Complete".equals(condition.getType())) {
                return State.COMPLETE;
            }
            if ("True".equals(condition.getStatus()) && "Failed".equals(condition.getType())) {
                return State.FAILED;
            }
        }
        return State.RUNNING;
    }

    /** Whether there are Pods that work, or may yet begin to. */
    private static boolean hasPods(World world, String job) {
        return world.labelled(Pod.class, Map.of("job-name", job)).stream()
                .anyMatch(pod -> pod.getStatus() == null
                        || !ENDED.contains(pod.getStatus().getPhase()));
    }

    private static boolean hasStarted(World world, String job) {
        return world.labelled(Pod.class, Map.of("job-name", job)).stream()
                .filter(pod -> pod.getStatus() != null && pod.getStatus().getContainerStatuses() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .anyMatch(container -> hasRun(container.getState()) || hasRun(container.getLastState()));
    }

    private static boolean hasRun(@Nullable ContainerState state) {
        return state != null && (state.getRunning() != null || state.getTerminated() != null);
    }
}
