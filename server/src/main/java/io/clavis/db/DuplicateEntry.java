package io.clavis.db;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unique key holds that value already. */
public final class DuplicateEntry extends DatabaseException {
    private final @Nullable String constraint;
    private final List<String> columns;

    DuplicateEntry(@Nullable String constraint, List<String> columns, Throwable cause) {
        super("duplicate entry" + (constraint == null ? "" : " for " + constraint), cause);
        this.constraint = constraint;
        this.columns = List.copyOf(columns);
    }

    /** The key's name, where the engine tells (MySQL and PostgreSQL). */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }

    /** The key's columns as {@code table.column}, where the engine tells (SQLite); else empty. */
    public List<String> columns() {
        return columns;
    }
}
