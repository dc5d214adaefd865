package io.clavis.limit;

import io.clavis.db.ListQuery;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Pages of rows that stand in the order of their creation. Upstream does not heed the marker that it hands out. */
final class Paging {
    private Paging() {}

    static ListQuery withoutMarker(ListQuery query) {
        return new ListQuery(query.filters(), query.limit(), Optional.empty());
    }

    /** What comes after the marker; everything where it is not known. */
    static Condition after(ListQuery query, Table<?> table, Field<String> id, Field<Integer> position) {
        if (query.marker().isEmpty()) {
            return DSL.noCondition();
        }
        var inner = table.as("marker");
        var marker = DSL.field(DSL.select(DSL.field(DSL.name("marker", position.getName()), Integer.class))
                .from(inner)
                .where(DSL.field(DSL.name("marker", id.getName()), String.class)
                        .eq(query.marker().get())));
        return position.gt(DSL.coalesce(marker, DSL.inline(0)));
    }
}
