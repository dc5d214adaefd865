package io.clavis.db;

import static io.clavis.db.Tables.CLAVIS_USED;

import io.clavis.crypto.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Remembers what is good for one time only, by its digest, for all nodes and until it is no good anyway. Nothing that
 * anybody keeps in memory depends on it, so it writes no change. Thread-safe.
 */
public final class UsedOnce {
    private final Database database;
    private final InstantSource clock;

    public UsedOnce(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Remembers a value; false where it is remembered already: the key of the table decides between two at once. */
    public boolean add(String kind, String value, Duration keep) {
        var now = clock.instant();
        var id = digest(kind, value);
        forget(now);
        try {
            return database.write(
                    Origin.SYSTEM,
                    tx -> tx.sql()
                                    .insertInto(CLAVIS_USED)
                                    .set(CLAVIS_USED.ID, id)
                                    .set(CLAVIS_USED.EXPIRES_AT, now.plus(keep))
                                    .execute()
                            == 1);
        } catch (DuplicateEntry usedBefore) {
            return false;
        }
    }

    /** Whether a value is remembered. */
    public boolean contains(String kind, String value) {
        var id = digest(kind, value);
        var now = clock.instant();
        return database.read(
                sql -> sql.fetchExists(CLAVIS_USED, CLAVIS_USED.ID.eq(id).and(CLAVIS_USED.EXPIRES_AT.gt(now))));
    }

    private void forget(Instant now) {
        database.write(
                Origin.SYSTEM,
                tx -> tx.sql()
                        .deleteFrom(CLAVIS_USED)
                        .where(CLAVIS_USED.EXPIRES_AT.le(now))
                        .execute());
    }

    private static String digest(String kind, String value) {
        return Sha256.hex(kind + ":" + value);
    }
}
