package io.clavis.composition;

import io.clavis.db.Columns;
import io.clavis.db.Database;
import io.clavis.db.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Whether what rows refer to is there, in every table, whether a foreign key watches over it or not. */
final class References {
    private static final Map<String, TableField<Record, String>> BY_COLUMN = Map.ofEntries(
            Map.entry("user_id", Tables.USER.ID),
            Map.entry("group_id", Tables.GROUP.ID),
            Map.entry("project_id", Tables.PROJECT.ID),
            Map.entry("domain_id", Tables.PROJECT.ID),
            Map.entry("parent_id", Tables.PROJECT.ID),
            Map.entry("role_id", Tables.ROLE.ID),
            Map.entry("prior_role_id", Tables.ROLE.ID),
            Map.entry("implied_role_id", Tables.ROLE.ID),
            Map.entry("service_id", Tables.SERVICE.ID),
            Map.entry("endpoint_id", Tables.ENDPOINT.ID),
            Map.entry("region_id", Tables.REGION.ID),
            Map.entry("parent_region_id", Tables.REGION.ID),
            Map.entry("policy_id", Tables.POLICY.ID),
            Map.entry("endpoint_group_id", Tables.ENDPOINT_GROUP.ID),
            Map.entry("registered_limit_id", Tables.REGISTERED_LIMIT.ID),
            Map.entry("consumer_id", Tables.CONSUMER.ID));

    // What remembers things that are gone; what upstream leaves behind on purpose.
    private static final List<String> LEFT_BEHIND =
            List.of("clavis_change.domain_id", "role.domain_id", "limit.domain_id", "revocation_event");

    private References() {}

    /** References to nothing, each as {@code table.column: value}. */
    static List<String> dangling(Database database) {
        return database.read(sql -> {
            var found = new ArrayList<String>();
            for (var constant : Tables.class.getFields()) {
                var table = table(constant);
                for (var field : table.fields()) {
                    var parent = BY_COLUMN.get(field.getName());
                    var name = table.getName() + "." + field.getName();
                    if (parent != null && LEFT_BEHIND.stream().noneMatch(name::startsWith)) {
                        found.addAll(dangling(sql, table, text(field), parent, DSL.noCondition()));
                    }
                }
            }
            var type = Tables.ASSIGNMENT.TYPE.cast(String.class);
            found.addAll(dangling(
                    sql, Tables.ASSIGNMENT, Tables.ASSIGNMENT.TARGET_ID, Tables.PROJECT.ID, DSL.noCondition()));
            found.addAll(
                    dangling(sql, Tables.ASSIGNMENT, Tables.ASSIGNMENT.ACTOR_ID, Tables.USER.ID, type.like("User%")));
            found.addAll(
                    dangling(sql, Tables.ASSIGNMENT, Tables.ASSIGNMENT.ACTOR_ID, Tables.GROUP.ID, type.like("Group%")));
            var system = Tables.SYSTEM_ASSIGNMENT;
            found.addAll(dangling(sql, system, system.ACTOR_ID, Tables.USER.ID, system.TYPE.like("User%")));
            found.addAll(dangling(sql, system, system.ACTOR_ID, Tables.GROUP.ID, system.TYPE.like("Group%")));
            return found;
        });
    }

    private static List<String> dangling(
            DSLContext sql, Table<?> table, Field<String> field, TableField<Record, String> parent, Condition which) {
        return sql
                .select(field)
                .from(table)
                .where(field.isNotNull().and(field.ne(Columns.ROOT_DOMAIN)).and(which))
                .fetch(field)
                .stream()
                .distinct()
                .filter(id ->
                        !sql.fetchExists(DSL.selectOne().from(parent.getTable()).where(parent.eq(id))))
                .map(id -> table.getName() + "." + field.getName() + ": " + id)
                .toList();
    }

    private static Field<String> text(Field<?> field) {
        return field.coerce(String.class);
    }

    private static Table<?> table(java.lang.reflect.Field constant) {
        try {
            return (Table<?>) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
