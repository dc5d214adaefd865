package io.clavis.operator.pipeline;

import io.clavis.operator.release.Progress;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs groups of steps, one group after the other. All steps of a group are taken; the groups after it wait until none of
 * them stops it. A step that the API server fails leaves its condition as it was. Holds no state.
 */
public final class Pipeline {
    private final List<List<Step>> groups;
    private final Settling settling;
    private final Observer observer;

    /** The rest of the status, which follows from the conditions. */
    @FunctionalInterface
    public interface Settling {
        KeystoneStatus settle(Keystone keystone, KeystoneStatus status);
    }

    public Pipeline(List<List<Step>> groups, Settling settling, Observer observer) {
        this.groups = groups.stream().map(List::copyOf).toList();
        this.settling = settling;
        this.observer = observer;
    }

    /** Takes the steps, with their writes, as far as they hold. The status and the events are left to be written. */
    public Result run(Keystone keystone, World world, Writer writer) {
        var status = Optional.ofNullable(keystone.getStatus()).orElse(KeystoneStatus.NEW);
        var generation =
                Optional.ofNullable(keystone.getMetadata().getGeneration()).orElse(0L);
        var run = new Run(new Conditions(status.conditions(), generation, world.now()));
        for (var group : groups) {
            group.forEach(step -> take(step, keystone, world, writer, run));
            if (run.stopped) {
                break;
            }
        }
        run.conditions.aggregate(groups.stream()
                .flatMap(List::stream)
                .map(Step::condition)
                .distinct()
                .toList());
        var progress = Optional.ofNullable(run.progress).orElseGet(() -> Progress.of(keystone));
        var next = new KeystoneStatus(
                run.conditions.all(),
                generation,
                status.endpoint(),
                progress.installed(),
                progress.target(),
                Optional.ofNullable(progress.phase()).map(Enum::name).orElse(null));
        return new Result(settling.settle(keystone, next), run.notices(), run.again, run.failure);
    }

    private void take(Step step, Keystone keystone, World world, Writer writer, Run run) {
        long start = System.nanoTime();
        boolean failed = false;
        try {
            var outcome = step.decide(keystone, world);
            outcome.writes().forEach(writer::write);
            run.add(step.condition(), outcome);
        } catch (KubernetesClientException e) {
            failed = true;
            run.fail(e);
        }
        observer.stepped(keystone, step.condition(), Duration.ofNanos(System.nanoTime() - start), failed);
    }

    /** What was seen so far. */
    private static final class Run {
        private final Conditions conditions;
        private final List<Notice> told = new ArrayList<>();
        private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        private @Nullable Duration again;
        private @Nullable Progress progress;
        private @Nullable RuntimeException failure;
        private boolean stopped;

        Run(Conditions conditions) {
            this.conditions = conditions;
        }

        void add(String condition, Outcome outcome) {
            conditions.set(condition, outcome.holds(), outcome.reason(), outcome.message());
            outcomes.put(condition, outcome);
            told.addAll(outcome.notices());
            stopped |= outcome.stops();
            if (outcome.progress() != null) {
                progress = outcome.progress();
            }
            var later = outcome.again();
            if (later != null && (again == null || later.compareTo(again) < 0)) {
                again = later;
            }
        }

        void fail(RuntimeException e) {
            stopped = true;
            if (failure == null) {
                failure = e;
            }
        }

        /** What the steps tell, and each condition that is not what it was. */
        List<Notice> notices() {
            var all = new ArrayList<>(told);
            for (Condition changed : conditions.changed()) {
                var outcome = outcomes.get(changed.getType());
                boolean warning = outcome != null && !outcome.holds() && outcome.again() == null;
                all.add(new Notice(warning, changed.getReason(), changed.getType() + ": " + changed.getMessage()));
            }
            return all;
        }
    }
}
