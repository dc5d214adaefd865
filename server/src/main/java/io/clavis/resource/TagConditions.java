package io.clavis.resource;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.PROJECT_TAG;

import java.util.HashSet;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** The tag filters as SQL; all of them must hold. */
final class TagConditions {
    private TagConditions() {}

    static Condition of(TagFilter filter) {
        var condition = DSL.noCondition();
        if (filter.all() != null) {
            condition = condition.and(hasAll(filter.all()));
        }
        if (filter.any() != null) {
            condition = condition.and(hasAny(filter.any()));
        }
        if (filter.notAll() != null) {
            condition = condition.and(hasAll(filter.notAll()).not());
        }
        if (filter.notAny() != null) {
            condition = condition.and(hasAny(filter.notAny()).not());
        }
        return condition;
    }

    private static Condition hasAny(List<String> tags) {
        return PROJECT.ID.in(
                DSL.select(PROJECT_TAG.PROJECT_ID).from(PROJECT_TAG).where(PROJECT_TAG.NAME.in(tags)));
    }

    private static Condition hasAll(List<String> tags) {
        var distinct = new HashSet<>(tags);
        return PROJECT.ID.in(DSL.select(PROJECT_TAG.PROJECT_ID)
                .from(PROJECT_TAG)
                .where(PROJECT_TAG.NAME.in(distinct))
                .groupBy(PROJECT_TAG.PROJECT_ID)
                .having(DSL.count().ge(distinct.size())));
    }
}
