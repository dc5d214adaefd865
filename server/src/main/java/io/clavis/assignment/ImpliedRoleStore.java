package io.clavis.assignment;

import static io.clavis.db.Tables.IMPLIED_ROLE;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The SQL of implications. Stateless. */
final class ImpliedRoleStore {
    private ImpliedRoleStore() {}

    /** All rules. They are few: an operator writes them by hand. */
    static List<ImpliedRole> all(DSLContext sql) {
        return fetch(sql, DSL.noCondition());
    }

    static List<ImpliedRole> ofPrior(DSLContext sql, String priorRoleId) {
        return fetch(sql, IMPLIED_ROLE.PRIOR_ROLE_ID.eq(priorRoleId));
    }

    static boolean exists(DSLContext sql, ImpliedRole rule) {
        return sql.fetchExists(DSL.selectOne().from(IMPLIED_ROLE).where(is(rule)));
    }

    static void insert(DSLContext sql, ImpliedRole rule) {
        sql.insertInto(IMPLIED_ROLE)
                .set(IMPLIED_ROLE.PRIOR_ROLE_ID, rule.priorRoleId())
                .set(IMPLIED_ROLE.IMPLIED_ROLE_ID, rule.impliedRoleId())
                .execute();
    }

    static boolean delete(DSLContext sql, ImpliedRole rule) {
        return sql.deleteFrom(IMPLIED_ROLE).where(is(rule)).execute() > 0;
    }

    /** Deletes what names a role on either side, and tells what that was. */
    static List<ImpliedRole> deleteAllOf(DSLContext sql, String roleId) {
        var named = IMPLIED_ROLE.PRIOR_ROLE_ID.eq(roleId).or(IMPLIED_ROLE.IMPLIED_ROLE_ID.eq(roleId));
        var rules = fetch(sql, named);
        if (!rules.isEmpty()) {
            sql.deleteFrom(IMPLIED_ROLE).where(named).execute();
        }
        return rules;
    }

    private static List<ImpliedRole> fetch(DSLContext sql, Condition condition) {
        return sql.select(IMPLIED_ROLE.PRIOR_ROLE_ID, IMPLIED_ROLE.IMPLIED_ROLE_ID)
                .from(IMPLIED_ROLE)
                .where(condition)
                .orderBy(IMPLIED_ROLE.PRIOR_ROLE_ID, IMPLIED_ROLE.IMPLIED_ROLE_ID)
                .fetch(row -> new ImpliedRole(row.value1(), row.value2()));
    }

    private static Condition is(ImpliedRole rule) {
        return IMPLIED_ROLE
                .PRIOR_ROLE_ID
                .eq(rule.priorRoleId())
                .and(IMPLIED_ROLE.IMPLIED_ROLE_ID.eq(rule.impliedRoleId()));
    }
}
