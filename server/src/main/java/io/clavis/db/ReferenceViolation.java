package io.clavis.db;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A foreign key forbids it: the row referred to is missing, or the row is still referred to. */
public final class ReferenceViolation extends DatabaseException {
    private final @Nullable String constraint;

    ReferenceViolation(@Nullable String constraint, Throwable cause) {
        super("foreign key violated" + (constraint == null ? "" : ": " + constraint), cause);
        this.constraint = constraint;
    }

    /** The foreign key's name, where the engine tells. */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }
}
