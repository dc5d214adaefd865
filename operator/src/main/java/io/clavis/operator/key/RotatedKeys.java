package io.clavis.operator.key;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator makes of keys that somebody laid down beside those in use. */
public sealed interface RotatedKeys {
    /** The fewest keys that a rotation leaves. */
    int FEWEST = 3;

    /** Nothing was laid down. */
    record None() implements RotatedKeys {}

    /** They are in use already. */
    record Applied() implements RotatedKeys {}

    /** They may take the place of those in use. */
    record Accepted(FernetKeySet keys) implements RotatedKeys {}

    /** They may not. The reason shows nothing of a key. */
    record Refused(String reason) implements RotatedKeys {}

    /**
     * Checks keys. Beyond their form it matters that they follow from those in use: what is sealed with the present
     * primary key has to stay readable, and the new primary key has to be one that every server knows already. So nobody
     * who may write to the staging Secret alone can make tokens void.
     *
     * @param completedAt when the rotation was complete, as RFC 3339
     */
    static RotatedKeys check(
            Map<String, String> data, @Nullable String completedAt, FernetKeySet present, int maxActiveKeys) {
        if (data.isEmpty() && completedAt == null) {
            return new None();
        }
        var incomplete = Completion.problem(completedAt);
        if (incomplete.isPresent()) {
            return new Refused(incomplete.get());
        }
        if (data.size() < FEWEST || data.size() > maxActiveKeys + 1) {
            return new Refused("there are " + data.size() + " keys, expected " + FEWEST + " to " + (maxActiveKeys + 1));
        }
        try {
            return follows(FernetKeySet.read(data), present);
        } catch (InvalidKeys e) {
            return new Refused(e.getMessage());
        }
    }

    private static RotatedKeys follows(FernetKeySet rotated, FernetKeySet present) {
        if (rotated.sameAs(present)) {
            return new Applied();
        }
        if (!rotated.holdsPrimaryOf(present)) {
            return new Refused("the primary key in use is not among them");
        }
        if (!rotated.primaryIsStagedIn(present)) {
            return new Refused("the new primary key is not the one that was staged");
        }
        return new Accepted(rotated);
    }
}
