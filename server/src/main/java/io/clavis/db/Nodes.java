package io.clavis.db;

import static io.clavis.db.Tables.CLAVIS_NODE;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that serve one database, by their leases. A node renews its lease every second and says up to where it has
 * followed the changes. While it holds, others who take something back wait for that node to know of it; once it has
 * lapsed they do not, and the node answers nothing from memory until it has caught up. So what was revoked anywhere is
 * refused everywhere from the moment that this was acknowledged, though nobody asks the database to validate a token.
 *
 * <p>A lease is counted by a clock that cannot be set, from before it was asked for; the others count it by the
 * database's clock, from after that. Thread-safe.
 */
public final class Nodes {
    /** How long a node counts as alive without a word of it. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    // Far longer than a lease: all lapse at once where the database stops, and who renews first is not alone.
    private static final Duration NEAR = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration PATIENCE = LEASE.plusSeconds(2);

    private final Database database;
    private final Field<Long> microsNow;
    private final DatabaseClock clock = new DatabaseClock(System::nanoTime, InstantSource.system());
    private final String id = Identifier.random();
    private final String host = host();
    private volatile long until = System.nanoTime();
    private volatile boolean following;
    private volatile boolean cutOff;
    private volatile boolean alone = true;
    // Only the follower's thread uses these two.
    private long renewedAt;
    private long announced = -1;

    /**
     * A lease that was asked for.
     *
     * @param asked nanoseconds when it was asked for
     */
    record Lease(long asked) {}

    Nodes(Database database, Dialect dialect) {
        this.database = database;
        this.microsNow = DSL.field(dialect.microsNow(), SQLDataType.BIGINT);
    }

    /** The id of this process among the nodes. */
    public String id() {
        return id;
    }

    /** The database's time, for all nodes the same. */
    public InstantSource clock() {
        return clock;
    }

    /** Looks at the database's clock. */
    public void readClock() {
        long asked = System.nanoTime();
        var now = database.read(sql -> sql.select(microsNow).fetchSingle().value1());
        clock.correct(asked, System.nanoTime(), Objects.requireNonNull(now));
    }

    /** The ids of the nodes whose lease holds by the database's clock, this one included if it serves. */
    public List<String> live(DSLContext sql) {
        return sql.select(CLAVIS_NODE.ID)
                .from(CLAVIS_NODE)
                .where(seenSince(LEASE))
                .orderBy(CLAVIS_NODE.ID)
                .fetch(row -> Objects.requireNonNull(row.get(CLAVIS_NODE.ID)));
    }

    /** Whether this node's lease holds: what it has in memory is true. */
    public boolean current() {
        return System.nanoTime() - until < 0;
    }

    /**
     * Waits for the lease where it has lapsed: after the process was stopped for a while, or the machine was overloaded.
     * Where nothing follows the changes, as in a command, nothing is kept in memory for long, and nothing is waited for.
     *
     * @throws DatabaseUnavailable if it cannot be had
     */
    public void requireCurrent() {
        if (!current() && following) {
            await();
        }
    }

    private void await() {
        long began = System.nanoTime();
        while (!current()) {
            if (cutOff || System.nanoTime() - began > PATIENCE.toNanos() || !pause()) {
                throw new DatabaseUnavailable(new IllegalStateException("this node is cut off from the database"));
            }
        }
    }

    /** Whether, at the last renewal, no other node had been heard of for a minute. */
    boolean isAlone() {
        return alone;
    }

    /** From now on something follows the changes, and renews the lease. */
    void follow() {
        following = true;
    }

    /** Whether it is time to say that this node is alive, or how far it has come. */
    boolean isDue(long position) {
        return !current() || System.nanoTime() - renewedAt >= RENEWAL.toNanos() || (!alone && position != announced);
    }

    /** Says that this node is alive and has followed the changes up to a sequence; the lease is to be begun. */
    Lease renew(long position) {
        long asked = System.nanoTime();
        var others = database.write(Origin.SYSTEM, tx -> {
            say(tx.sql(), position);
            return tx.sql().fetchCount(CLAVIS_NODE, CLAVIS_NODE.ID.ne(id).and(seenSince(NEAR)));
        });
        readClock();
        alone = others == 0;
        announced = position;
        renewedAt = asked;
        cutOff = false;
        return new Lease(asked);
    }

    /** From now on the lease holds. */
    void begin(Lease lease) {
        until = lease.asked() + LEASE.toNanos();
    }

    /** Nobody need wait for the lease: the database cannot be reached. */
    void cutOff() {
        cutOff = true;
    }

    private void say(DSLContext sql, long position) {
        int known = sql.update(CLAVIS_NODE)
                .set(CLAVIS_NODE.SEEN_AT, microsNow)
                .set(CLAVIS_NODE.POSITION, position)
                .where(CLAVIS_NODE.ID.eq(id))
                .execute();
        if (known == 0) {
            sql.deleteFrom(CLAVIS_NODE).where(DSL.not(seenSince(FORGOTTEN))).execute();
            sql.insertInto(CLAVIS_NODE)
                    .set(CLAVIS_NODE.ID, id)
                    .set(CLAVIS_NODE.HOST, host)
                    .set(CLAVIS_NODE.SEEN_AT, microsNow)
                    .set(CLAVIS_NODE.POSITION, position)
                    .execute();
        }
    }

    /** This node ends: nobody waits for it any longer. */
    void leave() {
        following = false;
        until = System.nanoTime();
        try {
            database.write(
                    Origin.SYSTEM,
                    tx -> tx.sql()
                            .deleteFrom(CLAVIS_NODE)
                            .where(CLAVIS_NODE.ID.eq(id))
                            .execute());
        } catch (RuntimeException lapsesByItself) {
            LOG.debug("the lease could not be given back", lapsesByItself);
        }
    }

    /**
     * Waits until every other node whose lease holds knows of a sequence: one interval of a follower, or until the lease
     * of a node that died has lapsed.
     */
    void awaitOthers(long sequence) {
        long began = System.nanoTime();
        while (mayBeBehind(sequence) && System.nanoTime() - began < PATIENCE.toNanos() && pause()) {
            // Looks again.
        }
    }

    // It is committed all the same. Where it cannot be asked who knows of it, time does the rest: a node that does not
    // follow has no lease after that.
    private boolean mayBeBehind(long sequence) {
        try {
            return isBehind(sequence);
        } catch (DatabaseException unknown) {
            LOG.warn("whether other nodes know of the changes up to {} is not known", sequence, unknown);
            return true;
        }
    }

    private boolean isBehind(long sequence) {
        return database.read(sql -> sql.fetchExists(
                CLAVIS_NODE,
                CLAVIS_NODE.ID.ne(id).and(CLAVIS_NODE.POSITION.lt(sequence)).and(seenSince(LEASE))));
    }

    private Condition seenSince(Duration before) {
        return CLAVIS_NODE.SEEN_AT.gt(microsNow.minus(before.toNanos() / 1_000));
    }

    private static boolean pause() {
        try {
            Thread.sleep(GLANCE);
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
