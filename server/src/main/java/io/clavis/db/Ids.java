package io.clavis.db;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Rows by any number of ids in one statement. Engines bound what a statement may carry (PostgreSQL and MariaDB 65,535
 * parameters, SQLite 32,766, MariaDB a packet): beyond some ids all rows are read, and {@link #contains} picks.
 */
public final class Ids {
    private static final int MOST_BINDS = 10_000;
    private final Set<String> wanted;

    private Ids(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** These ids, each once. */
    public static Ids of(Collection<String> ids) {
        return new Ids(new HashSet<>(ids));
    }

    /** Holds at least for every row whose field is one of the ids; what it finds must pass {@link #contains} as well. */
    public Condition atLeast(Field<String> field) {
        return wanted.size() > MOST_BINDS ? DSL.noCondition() : field.in(wanted);
    }

    /** Whether this is one of the ids. */
    public boolean contains(String id) {
        return wanted.contains(id);
    }
}
