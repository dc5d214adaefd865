package io.clavis.db;

import io.clavis.db.Filter.Comparison;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;

/** A piece of text to be found in a column, every character standing for itself, on each engine. */
record TextPattern(Comparison comparison, String text) {
    private static final char ESCAPE = '!';

    Condition matchesIgnoringCase(Field<String> field) {
        return field.likeIgnoreCase(like(), ESCAPE);
    }

    // LIKE heeds case on PostgreSQL only: MySQL goes by the collation, SQLite ignores the case of ASCII.
    Condition matches(Field<String> field) {
        return CustomCondition.of(context -> {
            if (context.family() == SQLDialect.SQLITE) {
                context.visit(DSL.condition("{0} glob {1}", field, DSL.val(glob())));
                return;
            }
            if (context.family() == SQLDialect.POSTGRES) {
                context.visit(field.like(like(), ESCAPE));
                return;
            }
            context.visit(DSL.condition("{0} like binary {1} escape '!'", field, DSL.val(like())));
        });
    }

    private String like() {
        return around(text.replace("!", "!!").replace("%", "!%").replace("_", "!_"), "%");
    }

    private String glob() {
        return around(text.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]"), "*");
    }

    private String around(String escaped, String anything) {
        return switch (comparison) {
            case CONTAINS -> anything + escaped + anything;
            case STARTS_WITH -> escaped + anything;
            case ENDS_WITH -> anything + escaped;
            case EQUALS -> escaped;
        };
    }
}
