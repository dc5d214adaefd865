package io.clavis.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a transaction's changes as its last statements.
 *
 * <p>The counter's row stays locked from here to the commit, so sequences are given in the order of commits and
 * a rolled-back transaction gives its own back: whoever reads a sequence has all before it. On Galera, two
 * nodes that count at once fail certification, and one of them tries again.
 */
final class ChangeLog {
    private static final String INSERT = "INSERT INTO clavis_change"
            + " (sequence, time, entity, id, operation, domain_id, actor_id, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Dialect dialect;
    private final InstantSource clock;

    ChangeLog(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    /** The last sequence given. */
    long append(Connection connection, Origin origin, List<OpenTransaction.Changed> changes) throws SQLException {
        long last = count(connection, changes.size());
        long time = Columns.micros(clock.instant());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long sequence = last - changes.size();
            for (OpenTransaction.Changed change : changes) {
                sequence++;
                bind(insert, sequence, time, origin, change);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return last;
    }

    private long count(Connection connection, int changes) throws SQLException {
        return dialect.returnsRows() ? returned(connection, changes) : generated(connection, changes);
    }

    private long returned(Connection connection, int changes) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(dialect.count())) {
            count.setLong(1, changes);
            try (ResultSet rows = count.executeQuery()) {
                return only(rows);
            }
        }
    }

    private long generated(Connection connection, int changes) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(dialect.count(), Statement.RETURN_GENERATED_KEYS)) {
            count.setLong(1, changes);
            count.executeUpdate();
            try (ResultSet rows = count.getGeneratedKeys()) {
                return only(rows);
            }
        }
    }

    private static long only(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("table clavis_change_sequence has lost its row");
        }
        return rows.getLong(1);
    }

    private static void bind(
            PreparedStatement insert, long sequence, long time, Origin origin, OpenTransaction.Changed change)
            throws SQLException {
        insert.setLong(1, sequence);
        insert.setLong(2, time);
        insert.setString(3, change.entity().text());
        insert.setString(4, change.id());
        insert.setString(5, change.operation().text());
        text(insert, 6, change.domainId());
        text(insert, 7, origin.actorId());
        text(insert, 8, origin.requestId());
    }

    private static void text(PreparedStatement insert, int index, @Nullable String value) throws SQLException {
        insert.setString(index, value);
    }
}
