package io.clavis.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Select;

/**
 * Runs a query that jOOQ renders, and maps its rows by index without a record for each: for lists that can be long, where
 * jOOQ's records and conversions cost more than all else.
 */
public final class Rows {
    private Rows() {}

    /** Makes something of a row. */
    public interface Mapper<T> {
        T of(Row row) throws SQLException;
    }

    /** What is done with a row. */
    public interface Action {
        void on(Row row) throws SQLException;
    }

    /** What the mapper makes of each row, in order. */
    public static <T> List<T> fetch(DSLContext sql, Select<?> query, Mapper<T> mapper) {
        var found = new ArrayList<T>();
        forEach(sql, query, row -> found.add(mapper.of(row)));
        return found;
    }

    /** Each row, in order. */
    public static void forEach(DSLContext sql, Select<?> query, Action action) {
        sql.connection(connection -> {
            try (var statement = connection.prepareStatement(sql.render(query))) {
                bind(statement, sql.extractParams(query).values());
                try (var rows = statement.executeQuery()) {
                    var row = new Row(rows, sql.family());
                    while (rows.next()) {
                        action.on(row);
                    }
                }
            }
        });
    }

    private static void bind(PreparedStatement statement, Iterable<Param<?>> params) throws SQLException {
        int index = 0;
        for (var param : params) {
            if (!param.isInline()) {
                index++;
                statement.setObject(index, stored(param));
            }
        }
    }

    private static <T> Object stored(Param<T> param) {
        return param.getDataType().getBinding().converter().to(param.getValue());
    }
}
