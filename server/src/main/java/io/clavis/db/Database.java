package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: reads on one connection, writes in one transaction that is tried again when it conflicts.
 *
 * <p>Safe for any number of threads. A lambda must not call back into {@link #read} or {@link #write}: it would
 * hold one connection while waiting for another.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    // Beyond, values stand in the text: PostgreSQL and MariaDB take 65,535 parameters, SQLite 32,766.
    private static final int MOST_BINDS = 30_000;

    private final Dialect dialect;
    private final DataSource readers;
    private final DataSource writers;
    private final AutoCloseable pools;
    private final Configuration configuration;
    private final ChangeLog log;
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final int attempts;
    private final boolean strict;
    private final List<LongConsumer> committed = new CopyOnWriteArrayList<>();
    private final Nodes nodes;
    private final Together agreeing = new Together(this::awaitAll);

    private Database(
            Dialect dialect,
            DataSource readers,
            DataSource writers,
            AutoCloseable pools,
            DatabaseSettings settings,
            InstantSource clock) {
        this.dialect = dialect;
        this.readers = readers;
        this.writers = writers;
        this.pools = pools;
        this.attempts = settings.dbMaxRetries() + 1;
        this.strict = settings.strict();
        this.log = new ChangeLog(dialect, clock);
        this.nodes = new Nodes(this, dialect);
        this.configuration = new DefaultConfiguration()
                .set(dialect.jooq())
                .set(new Settings()
                        .withRenderSchema(false)
                        .withExecuteLogging(false)
                        .withInlineThreshold(MOST_BINDS))
                .set(new DefaultExecuteListenerProvider(new StatementListener()));
    }

    /**
     * Opens the pools; the database itself need not be up yet.
     *
     * @throws IllegalArgumentException if the URL has a parameter that cannot be honoured
     */
    public static Database open(DatabaseUrl url, DatabaseSettings settings, InstantSource clock) {
        return open(url, settings, clock, pool -> pool);
    }

    /** Opens with every connection watched. */
    static Database open(
            DatabaseUrl url, DatabaseSettings settings, InstantSource clock, UnaryOperator<DataSource> watch) {
        Pools pools = Pools.open(url, settings);
        return new Database(
                Dialect.of(url.kind()),
                watch.apply(pools.readers()),
                watch.apply(pools.writers()),
                pools,
                settings,
                clock);
    }

    /** Runs on one connection without a transaction: each statement sees what is committed when it starts. */
    public <T extends @Nullable Object> T read(Read<T> work) {
        try (Connection connection = readers.getConnection()) {
            return work.with(sql(connection));
        } catch (SQLException | DataAccessException e) {
            throw typed(e);
        }
    }

    /**
     * Runs in one transaction and commits it with the changes that it recorded. The whole is tried again after a
     * conflict with another transaction, or when the connection is lost before the commit was sent. A transaction that
     * changed or deleted something, or revoked tokens, returns when every live node knows of it (see {@link Nodes}); a
     * strict database waits for what is new as well, wherever some node's memory may contradict it.
     *
     * @throws DuplicateEntry if a unique key forbids it
     * @throws ReferenceViolation if a foreign key forbids it
     * @throws TransactionConflict if it conflicted on every attempt
     * @throws DatabaseUnavailable if the database cannot be reached; then, if the connection broke during the
     *     commit itself, the transaction may have been committed
     */
    public <T extends @Nullable Object> T write(Origin origin, Write<T> work) {
        for (int attempt = 1; ; attempt++) {
            Attempt<T> done = attempt(origin, work);
            switch (done) {
                case Committed<T>(T result, long sequence, boolean awaited) -> {
                    announce(sequence);
                    if (awaited) {
                        nodes.awaitOthers(sequence);
                    }
                    return result;
                }
                case Failed<T>(RuntimeException failure, boolean again) -> {
                    if (!again || attempt >= attempts) {
                        throw failure;
                    }
                    pause(attempt, failure);
                }
            }
        }
    }

    private sealed interface Attempt<T extends @Nullable Object> {}

    /**
     * A transaction that is done.
     *
     * @param sequence the last sequence, 0 if nothing was recorded that anybody's memory could contradict
     * @param awaited whether no node may go on without knowing it
     */
    private record Committed<T extends @Nullable Object>(T result, long sequence, boolean awaited)
            implements Attempt<T> {}

    private record Failed<T extends @Nullable Object>(RuntimeException failure, boolean again) implements Attempt<T> {}

    private <T extends @Nullable Object> Attempt<T> attempt(Origin origin, Write<T> work) {
        Connection connection;
        try {
            connection = writers.getConnection();
        } catch (SQLException e) {
            // The pool has waited for long already.
            return new Failed<>(typed(e), false);
        }
        boolean committing = false;
        try (connection) {
            dialect.begin(connection);
            try {
                var transaction = new OpenTransaction(sql(connection), origin);
                T result = work.with(transaction);
                long sequence =
                        transaction.changes().isEmpty() ? 0 : log.append(connection, origin, transaction.changes());
                committing = true;
                connection.commit();
                return transaction.onlyAdds()
                        ? new Committed<>(result, 0, false)
                        : new Committed<>(result, sequence, strict || transaction.withdraws());
            } catch (RuntimeException | Error | SQLException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (RuntimeException | SQLException e) {
            return failed(e, committing);
        }
    }

    private static <T extends @Nullable Object> Attempt<T> failed(Exception failure, boolean committing) {
        RuntimeException typed = typed(failure);
        boolean again = typed instanceof TransactionConflict || (typed instanceof DatabaseUnavailable && !committing);
        return new Failed<>(typed, again);
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void pause(int attempt, RuntimeException failure) {
        try {
            Thread.sleep(backoff.before(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private void announce(long sequence) {
        if (sequence > 0) {
            committed.forEach(listener -> listener.accept(sequence));
        }
    }

    private static RuntimeException typed(Exception failure) {
        if (failure instanceof DatabaseException typed) {
            return typed;
        }
        boolean fromDatabase = failure instanceof SQLException || failure instanceof DataAccessException;
        RuntimeException other = failure instanceof RuntimeException runtime
                ? runtime
                : new DataAccessException("database statement failed", failure);
        return fromDatabase
                ? SqlFailures.typed(failure).<RuntimeException>map(e -> e).orElse(other)
                : other;
    }

    private DSLContext sql(Connection connection) {
        return DSL.using(configuration.derive(new org.jooq.impl.DefaultConnectionProvider(connection)));
    }

    /**
     * Waits until every live node knows what is committed now, as the writer did or does. Who says that something was taken
     * back does so after this: the writer may not have been answered yet, and nobody is to be told the opposite by another
     * node afterwards. A node that is alone waits for nothing; the others ask the database once for all who wait. Where it
     * cannot be asked, this returns all the same.
     */
    public void awaitAgreement() {
        if (!nodes.isAlone()) {
            agreeing.run();
        }
    }

    private void awaitAll() {
        try {
            long sequence = changes().latest();
            announce(sequence);
            nodes.awaitOthers(sequence);
        } catch (DatabaseException unknown) {
            LOG.debug("what other nodes know cannot be asked", unknown);
        }
    }

    /** The feed of committed changes. */
    public ChangeFeed changes() {
        return new ChangeFeed(this);
    }

    /** The nodes that serve this database. */
    public Nodes nodes() {
        return nodes;
    }

    /** The schema of this database. */
    public SchemaMigrations schema() {
        return new SchemaMigrations(dialect, writers);
    }

    /** Calls back, on the committing thread, with the last sequence of each transaction that recorded changes. */
    void onCommit(LongConsumer listener) {
        committed.add(listener);
    }

    /** No longer calls back. */
    void offCommit(LongConsumer listener) {
        committed.remove(listener);
    }

    @Override
    public void close() {
        try {
            pools.close();
        } catch (Exception e) {
            throw new IllegalStateException("the connections could not be closed", e);
        }
    }
}
