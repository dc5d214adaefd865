package io.clavis.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells from a driver's exception what happened. */
final class SqlFailures {
    // Deadlock, lock wait timeout, row changed since read; TiDB's write conflicts.
    private static final Set<Integer> MYSQL_CONFLICTS = Set.of(1213, 1205, 1020, 8002, 8022, 9007);
    // Duplicate entry for key, with and without the key's name; duplicate in a foreign key's table.
    private static final Set<Integer> MYSQL_DUPLICATES = Set.of(1062, 1586, 1761, 1762);
    private static final Set<Integer> MYSQL_REFERENCES = Set.of(1216, 1217, 1451, 1452);
    // Incorrect string value, data too long, out of range, cannot convert or mix character sets.
    private static final Set<Integer> MYSQL_UNSTORABLE = Set.of(1366, 1406, 1264, 3988, 1267);
    // Too many connections, shutdown, WSREP not ready (a Galera node out of quorum), read-only server.
    private static final Set<Integer> MYSQL_DOWN = Set.of(1040, 1047, 1053, 1290, 1836, 1927, 2002, 2003, 2006, 2013);

    private static final Pattern MYSQL_KEY = Pattern.compile("for key '(?:[^']*\\.)?([^'.]+)'\\s*$");
    private static final Pattern MYSQL_FOREIGN_KEY = Pattern.compile("CONSTRAINT `([^`]+)` FOREIGN KEY");
    private static final Pattern SQLITE_COLUMNS = Pattern.compile("constraint failed: ([^)]+)\\)?$");

    private SqlFailures() {}

    /** The typed failure behind an exception from jOOQ, the pool or a driver, if it is one of ours. */
    static Optional<DatabaseException> typed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException typed) {
                return Optional.of(typed);
            }
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return Optional.empty();
    }

    static Optional<DatabaseException> of(SQLException failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case SQLiteException sqlite -> sqlite(sqlite);
                    case PSQLException postgresql -> postgresql(postgresql);
                    default -> mysqlOrPool(failure);
                });
    }

    private static @Nullable DatabaseException sqlite(SQLiteException failure) {
        // Extended codes carry the primary code in their low byte.
        SQLiteErrorCode code = failure.getResultCode();
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new DuplicateEntry(null, sqliteColumns(failure), failure);
            case SQLITE_CONSTRAINT_FOREIGNKEY -> new ReferenceViolation(null, failure);
            case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_FULL, SQLITE_NOTADB -> new DatabaseUnavailable(failure);
            default -> isBusy(code) ? new TransactionConflict(failure) : null;
        };
    }

    private static boolean isBusy(SQLiteErrorCode code) {
        int primary = code.code & 0xff;
        return primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    private static List<String> sqliteColumns(SQLException failure) {
        Matcher columns = SQLITE_COLUMNS.matcher(text(failure));
        return columns.find() ? Arrays.asList(columns.group(1).split(",\\s*")) : List.of();
    }

    private static @Nullable DatabaseException postgresql(PSQLException failure) {
        String state = state(failure);
        ServerErrorMessage message = failure.getServerErrorMessage();
        String constraint = message == null ? null : message.getConstraint();
        return switch (state) {
            case "23505" -> new DuplicateEntry(constraint, List.of(), failure);
            case "23503" -> new ReferenceViolation(constraint, failure);
            case "40001", "40P01", "55P03" -> new TransactionConflict(failure);
            // A NUL, a character that the database's encoding lacks, too long a text, too big a number.
            case "22021", "22P05", "22001", "22003" -> new UnstorableValue(failure);
            // A shutting or starting server, too many connections, a read-only standby.
            case "57P01", "57P02", "57P03", "53300", "25006" -> new DatabaseUnavailable(failure);
            default -> state.startsWith("08") ? new DatabaseUnavailable(failure) : null;
        };
    }

    private static @Nullable DatabaseException mysqlOrPool(SQLException failure) {
        int code = failure.getErrorCode();
        String state = state(failure);
        if (MYSQL_DUPLICATES.contains(code)) {
            return new DuplicateEntry(group(MYSQL_KEY, failure), List.of(), failure);
        }
        if (MYSQL_REFERENCES.contains(code)) {
            return new ReferenceViolation(group(MYSQL_FOREIGN_KEY, failure), failure);
        }
        if (MYSQL_UNSTORABLE.contains(code)) {
            return new UnstorableValue(failure);
        }
        if (MYSQL_CONFLICTS.contains(code) || state.equals("40001")) {
            return new TransactionConflict(failure);
        }
        boolean lost = failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08");
        return lost || MYSQL_DOWN.contains(code) ? new DatabaseUnavailable(failure) : null;
    }

    private static @Nullable String group(Pattern pattern, SQLException failure) {
        Matcher matcher = pattern.matcher(text(failure));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    private static String text(SQLException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
