package io.clavis.db;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Rows by any number of ids in one statement. Engines bound what a statement may carry (PostgreSQL and MariaDB 65,535
 * parameters, SQLite 32,766, MariaDB a packet): beyond some ids all rows are read, and {@link #contains} picks.
 */
public final class Ids {
    private static final int MOST_BINDS = 10_000;
    private static final int WORTH_READING = 4;
    private static final int FEW = 10;
    private final Set<String> wanted;

    private Ids(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** These ids, each once; a set is not copied. */
    public static Ids of(Collection<String> ids) {
        return new Ids(ids instanceof Set<String> set ? set : new HashSet<>(ids));
    }

    /** Holds at least for every row whose field is one of the ids; what it finds must pass {@link #contains} as well. */
    public Condition atLeast(Field<String> field) {
        return wanted.size() > MOST_BINDS ? DSL.noCondition() : field.in(wanted);
    }

    /**
     * The same for ids that may be most of what the table holds. To read a table to its end costs a fraction of looking
     * as many rows up, so that is done where it holds no more than a few times as many. Two statements with the
     * caller's.
     */
    public Condition atLeast(DSLContext sql, TableField<?, String> field) {
        var beyond =
                DSL.select(field).from(field.getTable()).limit(1).offset(Math.max(wanted.size(), FEW) * WORTH_READING);
        return sql.fetch(beyond).isEmpty() ? DSL.noCondition() : atLeast(field);
    }

    /** How many ids there are. */
    public int size() {
        return wanted.size();
    }

    /** Whether this is one of the ids. */
    public boolean contains(String id) {
        return wanted.contains(id);
    }
}
