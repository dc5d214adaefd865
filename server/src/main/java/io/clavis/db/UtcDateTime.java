package io.clavis.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A DATETIME column that holds UTC without a zone, free of the JVM's time zone.
 *
 * <p>On SQLite it is text with exactly six digits of fraction: SQLAlchemy reads the fraction as a number of
 * microseconds, and texts of one width compare as times do. MySQL drops the fraction.
 */
final class UtcDateTime implements Binding<Object, Instant> {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[ HH:mm:ss]")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT);

    @Override
    public Converter<Object, Instant> converter() {
        return Converter.ofNullable(
                Object.class,
                Instant.class,
                value -> value instanceof Instant time ? time : parse(value.toString()),
                time -> time);
    }

    @Override
    public void sql(BindingSQLContext<Instant> context) {
        Instant value = context.value();
        if (context.render().paramType() == ParamType.INLINED) {
            context.render().visit(value == null ? DSL.inline((String) null) : DSL.inline(text(value)));
            return;
        }
        context.render().sql(context.variable());
    }

    @Override
    public void set(BindingSetStatementContext<Instant> context) throws SQLException {
        Instant value = context.value();
        if (value == null) {
            context.statement().setNull(context.index(), Types.TIMESTAMP);
            return;
        }
        if (context.family() == SQLDialect.SQLITE) {
            context.statement().setString(context.index(), text(value));
            return;
        }
        context.statement().setObject(context.index(), LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
        context.value(read(context.resultSet(), context.index(), context.family()));
    }

    /** The moment in a column of a row. */
    static @Nullable Instant read(ResultSet rows, int index, SQLDialect family) throws SQLException {
        if (family == SQLDialect.SQLITE) {
            String text = rows.getString(index);
            return text == null ? null : parse(text);
        }
        LocalDateTime time = rows.getObject(index, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** The text that SQLite holds. */
    static String text(Instant time) {
        return WRITTEN.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static Instant parse(String text) {
        return LocalDateTime.parse(text, READ).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void register(BindingRegisterContext<Instant> context) throws SQLException {
        context.statement().registerOutParameter(context.index(), Types.TIMESTAMP);
    }

    @Override
    public void get(BindingGetStatementContext<Instant> context) {
        throw new UnsupportedOperationException("no stored procedures here");
    }

    @Override
    public void set(BindingSetSQLOutputContext<Instant> context) {
        throw new UnsupportedOperationException("no user-defined types here");
    }

    @Override
    public void get(BindingGetSQLInputContext<Instant> context) {
        throw new UnsupportedOperationException("no user-defined types here");
    }
}
