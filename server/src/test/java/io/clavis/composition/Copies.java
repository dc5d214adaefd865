package io.clavis.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Copies rows, each as often as there are numbers from one up to another, in one statement for a table. */
record Copies(DSLContext sql, int from, int to, Condition which) {
    private static final Field<Integer> NUMBER = number();

    Copies(DSLContext sql, int from, int to) {
        this(sql, from, to, NUMBER.ge(from).and(NUMBER.lt(to)));
    }

    Copies even() {
        return new Copies(sql, from, to, which.and(NUMBER.mod(2).eq(0)));
    }

    Copies odd() {
        return new Copies(sql, from, to, which.and(NUMBER.mod(2).eq(1)));
    }

    /** Copies rows; the numbered columns become a word and the copy's number, {@code own} are for the database to fill. */
    void of(Table<?> table, Condition rows, Map<? extends Field<String>, String> numbered, Field<?>... own) {
        copy(table, rows, numbered, Map.of(), List.of(own));
    }

    /** The same with other columns set. */
    void under(
            Table<?> table,
            Condition rows,
            Map<? extends Field<String>, String> numbered,
            Map<Field<String>, Field<String>> set) {
        copy(table, rows, numbered, set, List.of());
    }

    private void copy(
            Table<?> table,
            Condition rows,
            Map<? extends Field<String>, String> numbered,
            Map<Field<String>, Field<String>> set,
            List<Field<?>> own) {
        var columns = new ArrayList<Field<?>>(List.of(table.fields()));
        columns.removeAll(own);
        var values = columns.stream()
                .<Field<?>>map(column -> {
                    if (numbered.containsKey(column)) {
                        return DSL.concat(DSL.inline(numbered.get(column)), NUMBER.cast(SQLDataType.VARCHAR(10)));
                    }
                    return set.containsKey(column) ? set.get(column) : column;
                })
                .toList();
        sql.insertInto(table)
                .columns(columns)
                .select(DSL.select(values)
                        .from(table)
                        .crossJoin(digits("d0"))
                        .crossJoin(digits("d1"))
                        .crossJoin(digits("d2"))
                        .crossJoin(digits("d3"))
                        .crossJoin(digits("d4"))
                        .where(rows)
                        .and(which))
                .execute();
    }

    private static Table<?> digits(String name) {
        var select = DSL.select(DSL.inline(0).as("v"));
        var all = select.unionAll(DSL.select(DSL.inline(1)));
        for (int digit = 2; digit < 10; digit++) {
            all = all.unionAll(DSL.select(DSL.inline(digit)));
        }
        return all.asTable(name);
    }

    private static Field<Integer> number() {
        Field<Integer> number = DSL.inline(0);
        int weight = 1;
        for (int place = 0; place < 5; place++) {
            number = number.plus(
                    DSL.field(DSL.name("d" + place, "v"), Integer.class).times(weight));
            weight *= 10;
        }
        return number;
    }
}
