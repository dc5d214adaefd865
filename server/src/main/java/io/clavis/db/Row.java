package io.clavis.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** The present row of a {@link Rows#fetch}: its values by index, from 1, encoded as {@link Columns} says. */
public final class Row {
    private final ResultSet rows;
    private final SQLDialect family;

    Row(ResultSet rows, SQLDialect family) {
        this.rows = rows;
        this.family = family;
    }

    /** A text that is never NULL. */
    public String text(int index) throws SQLException {
        var text = rows.getString(index);
        if (text == null) {
            throw new SQLException("column " + index + " is NULL");
        }
        return text;
    }

    /** A text, or null. */
    public @Nullable String optionalText(int index) throws SQLException {
        return rows.getString(index);
    }

    /** A number; 0 for NULL. */
    public int number(int index) throws SQLException {
        return rows.getInt(index);
    }

    /** A flag; false for NULL. */
    public boolean flag(int index) throws SQLException {
        return rows.getBoolean(index);
    }

    /** A moment in microseconds since the epoch, or null. */
    public @Nullable Instant micros(int index) throws SQLException {
        long micros = rows.getLong(index);
        return rows.wasNull() ? null : Columns.instant(micros);
    }

    /** A DATETIME, or null. */
    public @Nullable Instant time(int index) throws SQLException {
        return UtcDateTime.read(rows, index, family);
    }

    /** A DATE, or null. */
    public @Nullable LocalDate date(int index) throws SQLException {
        if (family == SQLDialect.SQLITE) {
            var text = rows.getString(index);
            return text == null ? null : LocalDate.parse(text);
        }
        return rows.getObject(index, LocalDate.class);
    }
}
