package io.clavis.operator.resource;

import java.util.List;

/**
 * When expired trusts are removed.
 *
 * @param schedule a cron expression of five fields
 * @param args further arguments of {@code keystone-manage trust_flush}
 */
public record TrustFlushSpec(String schedule, Boolean suspend, List<String> args) {
    static final TrustFlushSpec DEFAULT = new TrustFlushSpec("0 * * * *", false, List.of());

    public TrustFlushSpec {
        schedule = schedule == null || schedule.isEmpty() ? "0 * * * *" : schedule;
        suspend = suspend != null && suspend;
        args = args == null ? List.of() : List.copyOf(args);
    }
}
