package io.clavis.operator.step;

import io.clavis.operator.pipeline.World;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the Pods of a Job said last. */
final class TerminationLog {
    private static final int LONGEST = 500;

    private static final Comparator<Pod> NEWEST_FIRST = Comparator.comparing(
                    (Pod pod) -> pod.getMetadata().getCreationTimestamp(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    private TerminationLog() {}

    /**
     * The last 500 characters at most of what the newest Pod of a Job left, since a program says at its end what was wrong;
     * empty where none left anything.
     */
    static Optional<String> of(World world, String job) {
        return world.find(Job.class, job)
                .flatMap(there -> world.labelled(Pod.class, Map.of("job-name", job)).stream()
                        .filter(pod -> isOf(there, pod))
                        .sorted(NEWEST_FIRST)
                        .flatMap(TerminationLog::messages)
                        .findFirst());
    }

    /** Pods of a Job of the same name that is gone may still be there. */
    private static boolean isOf(Job job, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
    }

    private static Stream<String> messages(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
            return Stream.empty();
        }
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .flatMap(TerminationLog::message);
    }

    private static Stream<String> message(@Nullable ContainerState state) {
        if (state == null
                || state.getTerminated() == null
                || state.getTerminated().getMessage() == null) {
            return Stream.empty();
        }
        var text = state.getTerminated().getMessage().strip();
        return text.isEmpty() ? Stream.empty() : Stream.of(text.substring(Math.max(0, text.length() - LONGEST)));
    }
}
