package io.clavis.operator.controller;

import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.resource.Keystone;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long each step takes and how often it fails. May be used by many threads. */
public final class StepMetrics implements Observer {
    private static final double NANOS = 1e9;

    private final Map<String, Sum> steps = new ConcurrentSkipListMap<>();

    @Override
    public void stepped(Keystone keystone, String condition, Duration took, boolean failed) {
        steps.merge(condition, new Sum(1, took.toNanos(), failed ? 1 : 0), Sum::plus);
    }

    void render(StringBuilder text) {
        text.append("# TYPE keystone_operator_reconcile_duration_seconds summary\n");
        steps.forEach((step, sum) -> text.append(line("keystone_operator_reconcile_duration_seconds_sum", step))
                .append(sum.nanos() / NANOS)
                .append('\n')
                .append(line("keystone_operator_reconcile_duration_seconds_count", step))
                .append(sum.count())
                .append('\n'));
        text.append("# TYPE keystone_operator_reconcile_errors_total counter\n");
        steps.forEach((step, sum) -> text.append(line("keystone_operator_reconcile_errors_total", step))
                .append(sum.errors())
                .append('\n'));
    }

    private static String line(String name, String step) {
        return name + "{sub_reconciler=\"" + step + "\"} ";
    }

    private record Sum(long count, long nanos, long errors) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, nanos + other.nanos, errors + other.errors);
        }
    }
}
