package io.clavis.db;

import static io.clavis.db.Tables.CLAVIS_CHANGE;
import static io.clavis.db.Tables.CLAVIS_CHANGE_SEQUENCE;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What was changed, in the order of commits. A reader that asks for what came after its last sequence misses nothing. */
public final class ChangeFeed {
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Database database;

    ChangeFeed(Database database) {
        this.database = database;
    }

    /** The changes after a sequence, in order, at most {@code limit} of them. */
    public List<Change> after(long sequence, int limit) {
        return database.read(sql -> sql.selectFrom(CLAVIS_CHANGE)
                .where(CLAVIS_CHANGE.SEQUENCE.gt(sequence))
                .orderBy(CLAVIS_CHANGE.SEQUENCE)
                .limit(limit)
                .fetch(ChangeFeed::change));
    }

    /** The sequence of the last committed change; 0 before the first. */
    public long latest() {
        return database.read(sql -> sql.select(CLAVIS_CHANGE_SEQUENCE.VALUE)
                .from(CLAVIS_CHANGE_SEQUENCE)
                .where(CLAVIS_CHANGE_SEQUENCE.ID.eq(1))
                .fetchSingle(row -> required(row.get(CLAVIS_CHANGE_SEQUENCE.VALUE))));
    }

    /** The oldest sequence that was not pruned; whoever is further behind has missed changes. */
    public OptionalLong oldest() {
        return database.read(sql -> {
            Long oldest = sql.select(DSL.min(CLAVIS_CHANGE.SEQUENCE))
                    .from(CLAVIS_CHANGE)
                    .fetchSingle()
                    .value1();
            return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest);
        });
    }

    /** Forgets changes from before a time, in small transactions. Returns how many. */
    public int prune(Instant before) {
        int pruned = 0;
        while (true) {
            int count = pruneSome(before);
            pruned += count;
            if (count < PRUNED_AT_ONCE) {
                return pruned;
            }
        }
    }

    private int pruneSome(Instant before) {
        List<Long> old = database.read(sql -> sql.select(CLAVIS_CHANGE.SEQUENCE)
                .from(CLAVIS_CHANGE)
                .where(CLAVIS_CHANGE.TIME.lt(before))
                .orderBy(CLAVIS_CHANGE.TIME)
                .limit(PRUNED_AT_ONCE)
                .fetch(CLAVIS_CHANGE.SEQUENCE));
        if (old.isEmpty()) {
            return 0;
        }
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .deleteFrom(CLAVIS_CHANGE)
                        .where(CLAVIS_CHANGE.SEQUENCE.in(old))
                        .execute());
        return old.size();
    }

    private static Change change(Record row) {
        return new Change(
                required(row.get(CLAVIS_CHANGE.SEQUENCE)),
                required(row.get(CLAVIS_CHANGE.TIME)),
                Entity.of(required(row.get(CLAVIS_CHANGE.ENTITY))),
                required(row.get(CLAVIS_CHANGE.ID)),
                Operation.of(required(row.get(CLAVIS_CHANGE.OPERATION))),
                row.get(CLAVIS_CHANGE.DOMAIN_ID),
                new Origin(row.get(CLAVIS_CHANGE.ACTOR_ID), row.get(CLAVIS_CHANGE.REQUEST_ID)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
