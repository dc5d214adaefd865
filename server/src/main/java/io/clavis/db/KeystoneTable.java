package io.clavis.db;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A table whose columns are declared by encoding; jOOQ's own base for tables, without generated code. */
abstract class KeystoneTable extends TableImpl<Record> {
    KeystoneTable(String name) {
        super(DSL.name(name));
    }

    KeystoneTable(Name alias, Table<Record> aliased) {
        super(alias, null, aliased);
    }

    final TableField<Record, String> text(String column) {
        return createField(DSL.name(column), SQLDataType.VARCHAR);
    }

    final TableField<Record, Integer> integer(String column) {
        return createField(DSL.name(column), SQLDataType.INTEGER);
    }

    final TableField<Record, Long> bigint(String column) {
        return createField(DSL.name(column), SQLDataType.BIGINT);
    }

    final TableField<Record, Boolean> flag(String column) {
        return createField(DSL.name(column), SQLDataType.BOOLEAN);
    }

    final TableField<Record, LocalDate> date(String column) {
        return createField(DSL.name(column), SQLDataType.LOCALDATE);
    }

    final TableField<Record, Instant> utc(String column) {
        return createField(DSL.name(column), SQLDataType.OTHER, "", new UtcDateTime());
    }

    final TableField<Record, Instant> micros(String column) {
        return createField(DSL.name(column), SQLDataType.BIGINT, "", Columns.MICROS);
    }

    final TableField<Record, JsonNode> json(String column) {
        return createField(DSL.name(column), SQLDataType.CLOB, "", Columns.JSON);
    }

    final TableField<Record, JsonNode> jsonTwice(String column) {
        return createField(DSL.name(column), SQLDataType.CLOB, "", Columns.JSON_TWICE);
    }

    final TableField<Record, ObjectNode> extra(String column) {
        return createField(DSL.name(column), SQLDataType.CLOB, "", Columns.EXTRA);
    }
}
