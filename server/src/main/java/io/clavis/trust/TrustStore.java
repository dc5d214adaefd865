package io.clavis.trust;

import static io.clavis.db.Tables.TRUST;
import static io.clavis.db.Tables.TRUST_ROLE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The SQL of trusts. A deleted trust stays, marked, until it is flushed; nothing here shows it. */
final class TrustStore {
    private static final int IDS_AT_ONCE = 500;
    private static final Condition LIVING = TRUST.DELETED_AT.isNull();

    private TrustStore() {}

    /** A trust and all that it was made by, as far as they are there: a statement for each, and one for the roles. */
    static List<Trust> chain(DSLContext sql, String id) {
        var chain = new ArrayList<Trust>();
        var seen = new HashSet<String>();
        @Nullable String next = id;
        while (next != null && seen.add(next)) {
            var found = find(sql, next);
            found.ifPresent(chain::add);
            next = found.map(Trust::redelegatedTrustId).orElse(null);
        }
        if (chain.isEmpty()) {
            return chain;
        }
        var roles = roleIds(sql, seen);
        return chain.stream()
                .map(trust -> trust.withRoleIds(roles.getOrDefault(trust.id(), List.of())))
                .toList();
    }

    /** The trust without its roles. */
    static Optional<Trust> find(DSLContext sql, String id) {
        return sql.selectFrom(TRUST).where(TRUST.ID.eq(id), LIVING).fetchOptional(TrustStore::trust);
    }

    /** All, without their roles, by id. */
    static List<Trust> all(DSLContext sql) {
        return list(sql, DSL.noCondition());
    }

    static List<Trust> ofTrustor(DSLContext sql, String userId) {
        return list(sql, TRUST.TRUSTOR_USER_ID.eq(userId));
    }

    static List<Trust> ofTrustee(DSLContext sql, String userId) {
        return list(sql, TRUST.TRUSTEE_USER_ID.eq(userId));
    }

    static void insert(DSLContext sql, Trust trust) {
        sql.insertInto(TRUST)
                .set(TRUST.ID, trust.id())
                .set(TRUST.TRUSTOR_USER_ID, trust.trustorUserId())
                .set(TRUST.TRUSTEE_USER_ID, trust.trusteeUserId())
                .set(TRUST.PROJECT_ID, trust.projectId())
                .set(TRUST.IMPERSONATION, trust.impersonation())
                .set(TRUST.EXPIRES_AT, trust.expiresAt())
                .set(TRUST.EXPIRES_AT_INT, trust.expiresAt())
                .set(TRUST.REMAINING_USES, trust.remainingUses())
                .set(TRUST.REDELEGATED_TRUST_ID, trust.redelegatedTrustId())
                .set(TRUST.REDELEGATION_COUNT, trust.redelegationCount())
                .set(TRUST.EXTRA, trust.extra())
                .execute();
        if (trust.roleIds().isEmpty()) {
            return;
        }
        var rows = sql.insertInto(TRUST_ROLE, TRUST_ROLE.TRUST_ID, TRUST_ROLE.ROLE_ID);
        for (var roleId : trust.roleIds()) {
            rows = rows.values(trust.id(), roleId);
        }
        rows.execute();
    }

    /** Takes one of the remaining uses; false where there is none to take. Any number of takers get no more than there are. */
    static boolean consume(DSLContext sql, String id) {
        return sql.update(TRUST)
                        .set(TRUST.REMAINING_USES, TRUST.REMAINING_USES.minus(1))
                        .where(TRUST.ID.eq(id), LIVING, TRUST.REMAINING_USES.gt(0))
                        .execute()
                == 1;
    }

    static List<String> idsOfUser(DSLContext sql, String userId) {
        return ids(sql, LIVING.and(TRUST.TRUSTOR_USER_ID.eq(userId).or(TRUST.TRUSTEE_USER_ID.eq(userId))));
    }

    static List<String> idsOfProject(DSLContext sql, String projectId) {
        return ids(sql, LIVING.and(TRUST.PROJECT_ID.eq(projectId)));
    }

    /** The trusts that were made by these, directly. */
    static List<String> idsMadeBy(DSLContext sql, List<String> ids) {
        return inParts(ids, part -> ids(sql, LIVING.and(TRUST.REDELEGATED_TRUST_ID.in(part))));
    }

    static void markDeleted(DSLContext sql, List<String> ids, Instant now) {
        inParts(ids, part -> {
            sql.update(TRUST)
                    .set(TRUST.DELETED_AT, now)
                    .where(TRUST.ID.in(part), LIVING)
                    .execute();
            return List.of();
        });
    }

    /** Those that are marked, or ended; narrowed to a project and users. */
    static List<String> idsToFlush(DSLContext sql, TrustFlush flush) {
        var ended = TRUST.EXPIRES_AT_INT
                .lt(flush.endedBefore())
                .or(TRUST.EXPIRES_AT_INT.isNull().and(TRUST.EXPIRES_AT.lt(flush.endedBefore())));
        var which = TRUST.DELETED_AT.isNotNull().or(ended);
        which = flush.projectId().map(TRUST.PROJECT_ID::eq).map(which::and).orElse(which);
        which = flush.trustorUserId()
                .map(TRUST.TRUSTOR_USER_ID::eq)
                .map(which::and)
                .orElse(which);
        which = flush.trusteeUserId()
                .map(TRUST.TRUSTEE_USER_ID::eq)
                .map(which::and)
                .orElse(which);
        return ids(sql, which);
    }

    static void delete(DSLContext sql, List<String> ids) {
        inParts(ids, part -> {
            sql.deleteFrom(TRUST_ROLE).where(TRUST_ROLE.TRUST_ID.in(part)).execute();
            sql.deleteFrom(TRUST).where(TRUST.ID.in(part)).execute();
            return List.of();
        });
    }

    private static List<Trust> list(DSLContext sql, Condition which) {
        return sql.selectFrom(TRUST).where(LIVING.and(which)).orderBy(TRUST.ID).fetch(TrustStore::trust);
    }

    private static List<String> ids(DSLContext sql, Condition which) {
        return sql.select(TRUST.ID).from(TRUST).where(which).orderBy(TRUST.ID).fetch(TRUST.ID);
    }

    private static Map<String, List<String>> roleIds(DSLContext sql, Collection<String> trustIds) {
        return sql.selectFrom(TRUST_ROLE)
                .where(TRUST_ROLE.TRUST_ID.in(trustIds))
                .orderBy(TRUST_ROLE.ROLE_ID)
                .fetchGroups(TRUST_ROLE.TRUST_ID, TRUST_ROLE.ROLE_ID);
    }

    // No engine takes any number of values in one statement.
    private static List<String> inParts(List<String> ids, Function<List<String>, List<String>> statement) {
        var results = new ArrayList<String>();
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            results.addAll(statement.apply(ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE))));
        }
        return results;
    }

    // The older column is without fractions on some engines, and alone in rows of older releases.
    private static Trust trust(Record row) {
        var exact = row.get(TRUST.EXPIRES_AT_INT);
        return new Trust(
                row.get(TRUST.ID),
                row.get(TRUST.TRUSTOR_USER_ID),
                row.get(TRUST.TRUSTEE_USER_ID),
                row.get(TRUST.PROJECT_ID),
                row.get(TRUST.IMPERSONATION),
                exact == null ? row.get(TRUST.EXPIRES_AT) : exact,
                row.get(TRUST.REMAINING_USES),
                row.get(TRUST.REDELEGATED_TRUST_ID),
                row.get(TRUST.REDELEGATION_COUNT),
                List.of(),
                row.get(TRUST.EXTRA));
    }
}
