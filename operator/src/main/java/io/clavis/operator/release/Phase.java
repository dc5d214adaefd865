package io.clavis.operator.release;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of an upgrade, in their order, by the names that {@code status.upgradePhase} has for them. */
public enum Phase {
    /** The database gets what the next release needs, and loses nothing; the present one serves. */
    Expanding,
    /** Data is moved; the present release serves. */
    Migrating,
    /** Pods of the next release take the place of the others. */
    RollingUpdate,
    /** The database loses what only the former release needed: from here on there is no way back. */
    Contracting;

    /** The phase of this name; empty for none, and for a name that no phase has. */
    public static Optional<Phase> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(phase -> phase.name().equals(name))
                .findFirst();
    }
}
