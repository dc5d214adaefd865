package io.clavis.operator.pipeline;

import io.clavis.operator.release.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step wants.
 *
 * @param writes to be made in this order before anything else
 * @param holds whether the step's condition holds
 * @param stops whether the steps after it wait
 * @param reason a word for the condition, as upstream's operator has it
 * @param message the same for people
 * @param again when to look again though nothing changed; null for not at all
 * @param notices events for people
 * @param progress how far the release is from now on; null for as far as it was
 */
public record Outcome(
        List<Write> writes,
        boolean holds,
        boolean stops,
        String reason,
        String message,
        @Nullable Duration again,
        List<Notice> notices,
        @Nullable Progress progress) {
    public Outcome {
        writes = List.copyOf(writes);
        notices = List.copyOf(notices);
    }

    /** The condition holds. */
    public static Outcome holds(String reason, String message) {
        return new Outcome(List.of(), true, false, reason, message, null, List.of(), null);
    }

    /** It does not hold yet; to be looked at again after a while. */
    public static Outcome waits(String reason, String message, Duration again) {
        return new Outcome(List.of(), false, true, reason, message, again, List.of(), null);
    }

    /** It does not hold yet, but the steps after it are taken: one of them is what it waits for. */
    public static Outcome passes(String reason, String message, Duration again) {
        return new Outcome(List.of(), false, false, reason, message, again, List.of(), null);
    }

    /** It does not hold, and only a change of what is there can help. */
    public static Outcome fails(String reason, String message) {
        return new Outcome(List.of(), false, true, reason, message, null, List.of(), null);
    }

    /** The same, with something to be written. */
    public Outcome writing(Write... more) {
        return writing(List.of(more));
    }

    /** The same, with something to be written. */
    public Outcome writing(List<? extends Write> more) {
        var all = new ArrayList<>(writes);
        all.addAll(more);
        return new Outcome(all, holds, stops, reason, message, again, notices, progress);
    }

    /** The same, with an event. */
    public Outcome noticing(Notice notice) {
        var all = new ArrayList<>(notices);
        all.add(notice);
        return new Outcome(writes, holds, stops, reason, message, again, all, progress);
    }

    /** The same, with how far the release is from now on. */
    public Outcome progressing(Progress next) {
        return new Outcome(writes, holds, stops, reason, message, again, notices, next);
    }
}
