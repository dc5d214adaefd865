package io.clavis.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema, step by step: what {@code keystone-manage db_sync} and {@code db_version} do.
 *
 * <p>The truth about what was done stays upstream's {@code alembic_version}, so either Keystone can go on from
 * where the other stopped. Our own tables carry no version: they are made when they are missing.
 */
public final class SchemaMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrations.class);

    /** The newest expand revision of this release. */
    public static final String EXPAND_HEAD = Revision.EXPAND.getLast().id();

    /** The newest contract revision of this release. */
    public static final String CONTRACT_HEAD = Revision.CONTRACT.getLast().id();

    private static final String VERSIONS = "CREATE TABLE IF NOT EXISTS alembic_version"
            + " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))";

    private static final String[] OWN_TABLES = {
        "clavis_change", "clavis_change_sequence", "clavis_node", "clavis_used", "clavis_key", "clavis_key_confirmation"
    };

    private final Dialect dialect;
    private final DataSource connections;

    SchemaMigrations(Dialect dialect, DataSource connections) {
        this.dialect = dialect;
        this.connections = connections;
    }

    /** Does all that is missing ({@code db_sync}). */
    public void sync() {
        apply(Revision.EXPAND);
        apply(Revision.CONTRACT);
    }

    /** Does what can be done while the older release runs ({@code db_sync --expand}). */
    public void expand() {
        apply(Revision.EXPAND);
    }

    /**
     * Does the rest, once every node runs this release ({@code db_sync --contract}).
     *
     * @throws SchemaException if the schema was not expanded
     */
    public void contract() {
        if (!current().missing(Revision.EXPAND).isEmpty()) {
            throw new SchemaException("The schema must be expanded before it is contracted:"
                    + " run `keystone-manage db_sync --expand` first.");
        }
        apply(Revision.CONTRACT);
    }

    /** What remains to be done ({@code db_sync --check}). */
    public SchemaStatus check() {
        SchemaVersion version = current();
        if (!version.missing(Revision.EXPAND).isEmpty()) {
            return SchemaStatus.EXPAND_NEEDED;
        }
        return version.missing(Revision.CONTRACT).isEmpty() ? SchemaStatus.UP_TO_DATE : SchemaStatus.CONTRACT_NEEDED;
    }

    /** The newest expand revision ({@code db_version}); empty before the first {@code db_sync}. */
    public Optional<String> version() {
        return current().newest(Revision.Branch.EXPAND);
    }

    /** The newest contract revision. */
    public Optional<String> contractVersion() {
        return current().newest(Revision.Branch.CONTRACT);
    }

    /** Makes the tables that are ours where they are missing: on a database that upstream made. */
    public void createOwnTables() {
        alone(connection -> inTransaction(connection, () -> {
            if (!hasTables(connection, OWN_TABLES) || !hasCounter(connection)) {
                SchemaScript.of(dialect, "clavis").run(connection);
            }
        }));
    }

    private void apply(List<Revision> chain) {
        alone(connection -> steps(connection, read(connection).missing(chain)));
        createOwnTables();
    }

    /** Applies just these revisions, as an older release did. */
    void apply(String... revisions) {
        alone(connection -> steps(
                connection,
                Arrays.stream(revisions)
                        .map(Revision::of)
                        .flatMap(Optional::stream)
                        .toList()));
    }

    private void steps(Connection connection, List<Revision> revisions) throws SQLException {
        for (Revision revision : revisions) {
            inTransaction(connection, () -> step(connection, revision));
        }
    }

    /** One revision and the note of it, unless another db_sync was quicker. */
    private void step(Connection connection, Revision revision) throws SQLException {
        SchemaScript.parse(VERSIONS).run(connection);
        var before = read(connection);
        if (before.has(revision)) {
            return;
        }
        LOG.info("migrating the schema to revision {}", revision.id());
        SchemaScript.of(dialect, revision.id()).run(connection);
        write(connection, before, before.with(revision));
    }

    private void inTransaction(Connection connection, Step step) throws SQLException {
        // SQLite rebuilds a table by dropping it, which must not cascade to the rows that refer to it.
        foreignKeys(connection, false);
        connection.setAutoCommit(false);
        try {
            step.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
            foreignKeys(connection, true);
        }
    }

    private void foreignKeys(Connection connection, boolean checked) throws SQLException {
        if (dialect == Dialect.SQLITE) {
            execute(connection, "PRAGMA foreign_keys = " + (checked ? "ON" : "OFF"));
        }
    }

    private static void write(Connection connection, SchemaVersion before, SchemaVersion after) throws SQLException {
        for (String gone : difference(before.heads(), after.heads())) {
            update(connection, "DELETE FROM alembic_version WHERE version_num = ?", gone);
        }
        for (String added : difference(after.heads(), before.heads())) {
            update(connection, "INSERT INTO alembic_version (version_num) VALUES (?)", added);
        }
    }

    private static Set<String> difference(Set<String> all, Set<String> without) {
        var rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private SchemaVersion current() {
        return call(SchemaMigrations::read);
    }

    private static SchemaVersion read(Connection connection) throws SQLException {
        var heads = new HashSet<String>();
        if (hasTables(connection, "alembic_version")) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT version_num FROM alembic_version")) {
                while (rows.next()) {
                    heads.add(rows.getString(1));
                }
            }
        }
        if (heads.isEmpty() && hasTables(connection, "migrate_version")) {
            throw new SchemaException("The database is from a release before Yoga (it has migrate_version but no"
                    + " alembic_version). Upgrade it with Keystone Yoga to 2023.1 first.");
        }
        return new SchemaVersion(heads);
    }

    private static boolean hasTables(Connection connection, String... names) throws SQLException {
        for (String name : names) {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE"})) {
                if (!tables.next()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasCounter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM clavis_change_sequence WHERE id = 1")) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void update(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    private void alone(Work work) {
        call(connection -> {
            try (var _ = SchemaLock.take(dialect, connection)) {
                work.on(connection);
            }
            return true;
        });
    }

    private <T> T call(Query<T> query) {
        try (Connection connection = connections.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e)
                    .<RuntimeException>map(typed -> typed)
                    .orElseGet(() -> new SchemaException("The schema could not be migrated: " + e.getMessage(), e));
        }
    }
}
