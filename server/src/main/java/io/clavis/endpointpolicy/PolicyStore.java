package io.clavis.endpointpolicy;

import static io.clavis.db.Tables.POLICY;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table policy. */
final class PolicyStore {
    private PolicyStore() {}

    static List<Policy> all(DSLContext sql) {
        return sql.selectFrom(POLICY).orderBy(POLICY.ID).fetch(PolicyStore::policy);
    }

    static Optional<Policy> find(DSLContext sql, String id) {
        return sql.selectFrom(POLICY).where(POLICY.ID.eq(id)).fetchOptional(PolicyStore::policy);
    }

    static void insert(DSLContext sql, Policy policy) {
        sql.insertInto(POLICY)
                .set(POLICY.ID, policy.id())
                .set(POLICY.BLOB, policy.blob())
                .set(POLICY.TYPE, policy.type())
                .set(POLICY.EXTRA, policy.extra())
                .execute();
    }

    static void update(DSLContext sql, Policy policy) {
        sql.update(POLICY)
                .set(POLICY.BLOB, policy.blob())
                .set(POLICY.TYPE, policy.type())
                .set(POLICY.EXTRA, policy.extra())
                .where(POLICY.ID.eq(policy.id()))
                .execute();
    }

    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(POLICY).where(POLICY.ID.eq(id)).execute();
    }

    private static Policy policy(Record row) {
        return new Policy(row.get(POLICY.ID), row.get(POLICY.BLOB), row.get(POLICY.TYPE), row.get(POLICY.EXTRA));
    }
}
