package io.clavis.applicationcredential;

import static io.clavis.db.Tables.ACCESS_RULE;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL_ACCESS_RULE;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The rows of table access_rule; its number stays inside the database, the id that clients know is external_id. */
final class AccessRuleStore {
    private AccessRuleStore() {}

    /** A rule, with its number and whose it is. */
    record Stored(int number, String userId, AccessRule rule) {}

    static List<AccessRule> ofUser(DSLContext sql, String userId) {
        return sql.selectFrom(ACCESS_RULE)
                .where(ACCESS_RULE.USER_ID.eq(userId))
                .orderBy(ACCESS_RULE.ID)
                .fetch(AccessRuleStore::rule);
    }

    static Optional<Stored> find(DSLContext sql, String id) {
        return first(sql, ACCESS_RULE.EXTERNAL_ID.eq(id));
    }

    static Optional<Stored> findSame(DSLContext sql, String userId, AccessRule rule) {
        return first(
                sql,
                ACCESS_RULE
                        .USER_ID
                        .eq(userId)
                        .and(ACCESS_RULE.SERVICE.eq(rule.service()))
                        .and(ACCESS_RULE.PATH.eq(rule.path()))
                        .and(ACCESS_RULE.METHOD.eq(rule.method())));
    }

    static Stored insert(DSLContext sql, String userId, AccessRule rule) {
        sql.insertInto(ACCESS_RULE)
                .set(ACCESS_RULE.EXTERNAL_ID, rule.id())
                .set(ACCESS_RULE.USER_ID, userId)
                .set(ACCESS_RULE.SERVICE, rule.service())
                .set(ACCESS_RULE.PATH, rule.path())
                .set(ACCESS_RULE.METHOD, rule.method())
                .execute();
        return find(sql, rule.id()).orElseThrow();
    }

    static boolean isUsed(DSLContext sql, int number) {
        return sql.fetchExists(DSL.selectOne()
                .from(APPLICATION_CREDENTIAL_ACCESS_RULE)
                .where(APPLICATION_CREDENTIAL_ACCESS_RULE.ACCESS_RULE_ID.eq(number)));
    }

    static void delete(DSLContext sql, int number) {
        sql.deleteFrom(ACCESS_RULE).where(ACCESS_RULE.ID.eq(number)).execute();
    }

    static void deleteOfUser(DSLContext sql, String userId) {
        sql.deleteFrom(ACCESS_RULE).where(ACCESS_RULE.USER_ID.eq(userId)).execute();
    }

    static AccessRule rule(Record row) {
        return new AccessRule(
                row.get(ACCESS_RULE.EXTERNAL_ID),
                row.get(ACCESS_RULE.SERVICE),
                row.get(ACCESS_RULE.PATH),
                row.get(ACCESS_RULE.METHOD));
    }

    private static Optional<Stored> first(DSLContext sql, Condition which) {
        return sql.selectFrom(ACCESS_RULE)
                .where(which)
                .fetchOptional(row -> new Stored(
                        Objects.requireNonNull(row.get(ACCESS_RULE.ID)), row.get(ACCESS_RULE.USER_ID), rule(row)));
    }
}
