package io.clavis.identity;

import static io.clavis.db.Tables.EXPIRING_USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.IDENTITY_PROVIDER;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The SQL of who is in which group: for good, or for a time by federation. Stateless. */
final class MembershipStore {
    private MembershipStore() {}

    /** Holds for a USER who is in a group for good. */
    static Condition isMember(String groupId) {
        return USER.ID.in(DSL.select(USER_GROUP_MEMBERSHIP.USER_ID)
                .from(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(groupId)));
    }

    /** The groups of a user that fulfil a condition on GROUP, those for good first; two statements. */
    static List<Membership> ofUser(DSLContext sql, String userId, Condition which, Duration timeToLive) {
        var memberships = new ArrayList<Membership>();
        sql.select(GROUP.fields())
                .from(GROUP)
                .join(USER_GROUP_MEMBERSHIP)
                .on(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(GROUP.ID))
                .where(USER_GROUP_MEMBERSHIP.USER_ID.eq(userId))
                .and(which)
                .orderBy(GROUP.ID)
                .forEach(row -> memberships.add(new Membership(GroupStore.group(row), null)));
        sql.select(GROUP.fields())
                .select(EXPIRING_USER_GROUP_MEMBERSHIP.LAST_VERIFIED, IDENTITY_PROVIDER.AUTHORIZATION_TTL)
                .from(GROUP)
                .join(EXPIRING_USER_GROUP_MEMBERSHIP)
                .on(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID.eq(GROUP.ID))
                .join(IDENTITY_PROVIDER)
                .on(IDENTITY_PROVIDER.ID.eq(EXPIRING_USER_GROUP_MEMBERSHIP.IDP_ID))
                .where(EXPIRING_USER_GROUP_MEMBERSHIP.USER_ID.eq(userId))
                .and(which)
                .orderBy(GROUP.ID)
                .forEach(row -> memberships.add(new Membership(GroupStore.group(row), expiry(row, timeToLive))));
        return memberships;
    }

    static List<String> userIds(DSLContext sql, String groupId) {
        return sql.select(USER_GROUP_MEMBERSHIP.USER_ID)
                .from(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(groupId))
                .orderBy(USER_GROUP_MEMBERSHIP.USER_ID)
                .fetch(USER_GROUP_MEMBERSHIP.USER_ID);
    }

    /** Whether the membership is there for good. */
    static boolean exists(DSLContext sql, String userId, String groupId) {
        return sql.fetchExists(DSL.selectOne()
                .from(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.USER_ID.eq(userId))
                .and(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(groupId)));
    }

    static void insert(DSLContext sql, String userId, String groupId) {
        sql.insertInto(USER_GROUP_MEMBERSHIP)
                .set(USER_GROUP_MEMBERSHIP.USER_ID, userId)
                .set(USER_GROUP_MEMBERSHIP.GROUP_ID, groupId)
                .execute();
    }

    /** False where there was none. */
    static boolean delete(DSLContext sql, String userId, String groupId) {
        return sql.deleteFrom(USER_GROUP_MEMBERSHIP)
                        .where(USER_GROUP_MEMBERSHIP.USER_ID.eq(userId))
                        .and(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(groupId))
                        .execute()
                > 0;
    }

    /** The groups that a user is in by a provider's word, expired or not. */
    static List<String> expiring(DSLContext sql, String userId, String idpId) {
        return sql.select(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID)
                .from(EXPIRING_USER_GROUP_MEMBERSHIP)
                .where(ofProvider(userId, idpId))
                .fetch(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID);
    }

    static void insertExpiring(
            DSLContext sql, String userId, String idpId, Collection<String> groupIds, Instant verified) {
        var insert = sql.insertInto(
                EXPIRING_USER_GROUP_MEMBERSHIP,
                EXPIRING_USER_GROUP_MEMBERSHIP.USER_ID,
                EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID,
                EXPIRING_USER_GROUP_MEMBERSHIP.IDP_ID,
                EXPIRING_USER_GROUP_MEMBERSHIP.LAST_VERIFIED);
        for (var groupId : groupIds) {
            insert = insert.values(userId, groupId, idpId, verified);
        }
        insert.execute();
    }

    static void verify(DSLContext sql, String userId, String idpId, Collection<String> groupIds, Instant verified) {
        sql.update(EXPIRING_USER_GROUP_MEMBERSHIP)
                .set(EXPIRING_USER_GROUP_MEMBERSHIP.LAST_VERIFIED, verified)
                .where(ofProvider(userId, idpId))
                .and(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID.in(groupIds))
                .execute();
    }

    static void deleteExpiring(DSLContext sql, String userId, String idpId, Collection<String> groupIds) {
        sql.deleteFrom(EXPIRING_USER_GROUP_MEMBERSHIP)
                .where(ofProvider(userId, idpId))
                .and(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID.in(groupIds))
                .execute();
    }

    private static Condition ofProvider(String userId, String idpId) {
        return EXPIRING_USER_GROUP_MEMBERSHIP.USER_ID.eq(userId).and(EXPIRING_USER_GROUP_MEMBERSHIP.IDP_ID.eq(idpId));
    }

    private static Instant expiry(Record row, Duration timeToLive) {
        var minutes = row.get(IDENTITY_PROVIDER.AUTHORIZATION_TTL);
        var lasts = minutes == null || minutes == 0 ? timeToLive : Duration.ofMinutes(minutes);
        return row.get(EXPIRING_USER_GROUP_MEMBERSHIP.LAST_VERIFIED).plus(lasts);
    }
}
