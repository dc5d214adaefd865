package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import io.clavis.assignment.Target.OnSystem;
import io.clavis.db.Row;
import io.clavis.db.Rows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The SQL of grants, in both tables. Stateless. */
final class GrantStore {
    private GrantStore() {}

    static boolean exists(DSLContext sql, Grant grant) {
        return onSystem(grant)
                ? sql.fetchExists(DSL.selectOne().from(SYSTEM_ASSIGNMENT).where(isOnSystem(grant)))
                : sql.fetchExists(DSL.selectOne().from(ASSIGNMENT).where(is(grant)));
    }

    static void insert(DSLContext sql, Grant grant) {
        if (onSystem(grant)) {
            sql.insertInto(SYSTEM_ASSIGNMENT)
                    .set(SYSTEM_ASSIGNMENT.TYPE, grant.type())
                    .set(SYSTEM_ASSIGNMENT.ACTOR_ID, grant.actor().id())
                    .set(SYSTEM_ASSIGNMENT.TARGET_ID, grant.target().id())
                    .set(SYSTEM_ASSIGNMENT.ROLE_ID, grant.roleId())
                    .set(SYSTEM_ASSIGNMENT.INHERITED, grant.inherited())
                    .execute();
            return;
        }
        sql.insertInto(ASSIGNMENT)
                .set(ASSIGNMENT.TYPE, DSL.inline(grant.type()))
                .set(ASSIGNMENT.ACTOR_ID, grant.actor().id())
                .set(ASSIGNMENT.TARGET_ID, grant.target().id())
                .set(ASSIGNMENT.ROLE_ID, grant.roleId())
                .set(ASSIGNMENT.INHERITED, grant.inherited())
                .execute();
    }

    static boolean delete(DSLContext sql, Grant grant) {
        return onSystem(grant)
                ? sql.deleteFrom(SYSTEM_ASSIGNMENT).where(isOnSystem(grant)).execute() > 0
                : sql.deleteFrom(ASSIGNMENT).where(is(grant)).execute() > 0;
    }

    /**
     * The roles that an actor has on a target, by id. As upstream, an id that is a domain and the project that acts as
     * one is not told apart here.
     */
    static List<Role> roles(DSLContext sql, Actor actor, Target target, boolean inherited) {
        var held = target instanceof OnSystem
                ? DSL.select(SYSTEM_ASSIGNMENT.ROLE_ID)
                        .from(SYSTEM_ASSIGNMENT)
                        .where(SYSTEM_ASSIGNMENT.ACTOR_ID.eq(actor.id()))
                        .and(SYSTEM_ASSIGNMENT.TARGET_ID.eq(target.id()))
                        .and(SYSTEM_ASSIGNMENT.TYPE.eq(actor.kind().typePart() + target.typePart()))
                : DSL.select(ASSIGNMENT.ROLE_ID)
                        .from(ASSIGNMENT)
                        .where(ASSIGNMENT.ACTOR_ID.eq(actor.id()))
                        .and(ASSIGNMENT.TARGET_ID.eq(target.id()))
                        .and(ASSIGNMENT.INHERITED.eq(inherited));
        return sql.select(RoleStore.FIELDS)
                .from(RoleStore.withOptions())
                .where(ROLE.ID.in(held))
                .orderBy(ROLE.ID)
                .fetch(RoleStore::role);
    }

    /** The roles of some grants on projects and domains, each once. */
    static Set<String> roleIds(DSLContext sql, Condition condition) {
        return sql.selectDistinct(ASSIGNMENT.ROLE_ID)
                .from(ASSIGNMENT)
                .where(condition)
                .fetchSet(ASSIGNMENT.ROLE_ID);
    }

    /** The roles of some grants on the system, each once. */
    static Set<String> roleIdsOnSystem(DSLContext sql, Condition condition) {
        return sql.selectDistinct(SYSTEM_ASSIGNMENT.ROLE_ID)
                .from(SYSTEM_ASSIGNMENT)
                .where(condition)
                .fetchSet(SYSTEM_ASSIGNMENT.ROLE_ID);
    }

    /** Grants on projects and domains. */
    static List<Grant> list(DSLContext sql, Condition condition) {
        var known = new HashMap<String, String>();
        return Rows.fetch(
                sql,
                sql.select(
                                ASSIGNMENT.TYPE,
                                ASSIGNMENT.ACTOR_ID,
                                ASSIGNMENT.TARGET_ID,
                                ASSIGNMENT.ROLE_ID,
                                ASSIGNMENT.INHERITED)
                        .from(ASSIGNMENT)
                        .where(condition)
                        .orderBy(
                                ASSIGNMENT.TYPE,
                                ASSIGNMENT.ACTOR_ID,
                                ASSIGNMENT.TARGET_ID,
                                ASSIGNMENT.ROLE_ID,
                                ASSIGNMENT.INHERITED),
                row -> grant(row, known));
    }

    /** Grants on the system. */
    static List<Grant> listOnSystem(DSLContext sql, Condition condition) {
        return sql.select(SYSTEM_ASSIGNMENT.TYPE, SYSTEM_ASSIGNMENT.ACTOR_ID, SYSTEM_ASSIGNMENT.ROLE_ID)
                .from(SYSTEM_ASSIGNMENT)
                .where(SYSTEM_ASSIGNMENT.TARGET_ID.eq("system"))
                .and(condition)
                .orderBy(SYSTEM_ASSIGNMENT.TYPE, SYSTEM_ASSIGNMENT.ACTOR_ID, SYSTEM_ASSIGNMENT.ROLE_ID)
                .fetch(row -> Grant.of(actor(row.value1(), row.value2()), new OnSystem(), row.value3()));
    }

    /** Deletes grants and tells what they were. */
    static List<Grant> deleteAll(DSLContext sql, Condition condition) {
        var grants = list(sql, condition);
        if (!grants.isEmpty()) {
            sql.deleteFrom(ASSIGNMENT).where(condition).execute();
        }
        return grants;
    }

    /** Deletes grants on the system and tells what they were. */
    static List<Grant> deleteAllOnSystem(DSLContext sql, Condition condition) {
        var grants = listOnSystem(sql, condition);
        if (!grants.isEmpty()) {
            sql.deleteFrom(SYSTEM_ASSIGNMENT).where(condition).execute();
        }
        return grants;
    }

    // What many grants name is one object for all of them.
    private static Grant grant(Row row, Map<String, String> known) throws SQLException {
        var type = row.text(1);
        var id = known.computeIfAbsent(row.text(3), same -> same);
        return new Grant(
                actor(type, row.text(2)),
                type.endsWith("Domain") ? new OnDomain(id) : new OnProject(id),
                known.computeIfAbsent(row.text(4), same -> same),
                row.flag(5));
    }

    private static Actor actor(String type, String id) {
        return type.startsWith("Group") ? Actor.group(id) : Actor.user(id);
    }

    private static boolean onSystem(Grant grant) {
        return grant.target() instanceof OnSystem;
    }

    // The type is inlined: PostgreSQL's column is an ENUM, which it compares with a literal but not with a text.
    private static Condition is(Grant grant) {
        return ASSIGNMENT
                .TYPE
                .eq(DSL.inline(grant.type()))
                .and(ASSIGNMENT.ACTOR_ID.eq(grant.actor().id()))
                .and(ASSIGNMENT.TARGET_ID.eq(grant.target().id()))
                .and(ASSIGNMENT.ROLE_ID.eq(grant.roleId()))
                .and(ASSIGNMENT.INHERITED.eq(grant.inherited()));
    }

    private static Condition isOnSystem(Grant grant) {
        return SYSTEM_ASSIGNMENT
                .TYPE
                .eq(grant.type())
                .and(SYSTEM_ASSIGNMENT.ACTOR_ID.eq(grant.actor().id()))
                .and(SYSTEM_ASSIGNMENT.TARGET_ID.eq(grant.target().id()))
                .and(SYSTEM_ASSIGNMENT.ROLE_ID.eq(grant.roleId()));
    }
}
