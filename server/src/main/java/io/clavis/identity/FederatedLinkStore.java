package io.clavis.identity;

import static io.clavis.db.Tables.EXPIRING_USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.FEDERATED_USER;
import static io.clavis.db.Tables.FEDERATION_PROTOCOL;
import static io.clavis.db.Tables.IDENTITY_PROVIDER;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.NONLOCAL_USER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The SQL of users' links to identity providers. */
final class FederatedLinkStore {
    private FederatedLinkStore() {}

    static Map<String, List<FederatedLink>> ofUsers(DSLContext sql, Collection<String> userIds) {
        var links = new HashMap<String, List<FederatedLink>>();
        sql.select(FEDERATED_USER.fields())
                .from(FEDERATED_USER)
                .where(FEDERATED_USER.USER_ID.in(userIds))
                .orderBy(FEDERATED_USER.ID)
                .forEach(row -> links.computeIfAbsent(row.get(FEDERATED_USER.USER_ID), id -> new ArrayList<>())
                        .add(new FederatedLink(
                                row.get(FEDERATED_USER.IDP_ID),
                                row.get(FEDERATED_USER.PROTOCOL_ID),
                                row.get(FEDERATED_USER.UNIQUE_ID))));
        return links;
    }

    static boolean providerExists(DSLContext sql, String idpId) {
        return sql.fetchExists(DSL.selectOne().from(IDENTITY_PROVIDER).where(IDENTITY_PROVIDER.ID.eq(idpId)));
    }

    static boolean protocolExists(DSLContext sql, String idpId, String protocolId) {
        return sql.fetchExists(DSL.selectOne()
                .from(FEDERATION_PROTOCOL)
                .where(FEDERATION_PROTOCOL.IDP_ID.eq(idpId))
                .and(FEDERATION_PROTOCOL.ID.eq(protocolId)));
    }

    static boolean isTaken(DSLContext sql, FederatedLink link) {
        return sql.fetchExists(DSL.selectOne().from(FEDERATED_USER).where(is(link)));
    }

    static void delete(DSLContext sql, String userId) {
        sql.deleteFrom(FEDERATED_USER).where(FEDERATED_USER.USER_ID.eq(userId)).execute();
    }

    static void insert(DSLContext sql, String userId, FederatedLink link, String displayName) {
        sql.insertInto(FEDERATED_USER)
                .set(FEDERATED_USER.USER_ID, userId)
                .set(FEDERATED_USER.IDP_ID, link.idpId())
                .set(FEDERATED_USER.PROTOCOL_ID, link.protocolId())
                .set(FEDERATED_USER.UNIQUE_ID, link.uniqueId())
                .set(FEDERATED_USER.DISPLAY_NAME, displayName)
                .execute();
    }

    /** The users who have a name by these links only. */
    static List<String> namedOnlyBy(DSLContext sql, Condition links) {
        var other = FEDERATED_USER.as("other");
        return sql.selectDistinct(FEDERATED_USER.USER_ID)
                .from(FEDERATED_USER)
                .where(links)
                .andNotExists(DSL.selectOne().from(LOCAL_USER).where(LOCAL_USER.USER_ID.eq(FEDERATED_USER.USER_ID)))
                .andNotExists(
                        DSL.selectOne().from(NONLOCAL_USER).where(NONLOCAL_USER.USER_ID.eq(FEDERATED_USER.USER_ID)))
                .andNotExists(DSL.selectOne()
                        .from(other)
                        .where(other.USER_ID.eq(FEDERATED_USER.USER_ID))
                        .and(other.ID.notIn(DSL.select(FEDERATED_USER.ID)
                                .from(FEDERATED_USER)
                                .where(links))))
                .fetch(FEDERATED_USER.USER_ID);
    }

    static void delete(DSLContext sql, Condition links) {
        sql.deleteFrom(FEDERATED_USER).where(links).execute();
    }

    static void deleteMemberships(DSLContext sql, String idpId) {
        sql.deleteFrom(EXPIRING_USER_GROUP_MEMBERSHIP)
                .where(EXPIRING_USER_GROUP_MEMBERSHIP.IDP_ID.eq(idpId))
                .execute();
    }

    /** Renames the user where the user was first seen, which is where upstream looks for a name; false for nowhere. */
    static boolean rename(DSLContext sql, String userId, String displayName) {
        var first = sql.select(FEDERATED_USER.ID)
                .from(FEDERATED_USER)
                .where(FEDERATED_USER.USER_ID.eq(userId))
                .orderBy(FEDERATED_USER.ID)
                .limit(1)
                .fetchOptional(FEDERATED_USER.ID);
        first.ifPresent(id -> sql.update(FEDERATED_USER)
                .set(FEDERATED_USER.DISPLAY_NAME, displayName)
                .where(FEDERATED_USER.ID.eq(id))
                .execute());
        return first.isPresent();
    }

    /** The user who is linked so. */
    static Optional<String> userIdOf(DSLContext sql, FederatedLink link) {
        return sql.select(FEDERATED_USER.USER_ID)
                .from(FEDERATED_USER)
                .where(is(link))
                .fetchOptional(FEDERATED_USER.USER_ID);
    }

    /** Renames the user at one provider; false where that is the name already. */
    static boolean rename(DSLContext sql, FederatedLink link, String displayName) {
        return sql.update(FEDERATED_USER)
                        .set(FEDERATED_USER.DISPLAY_NAME, displayName)
                        .where(is(link))
                        .and(FEDERATED_USER.DISPLAY_NAME.isNull().or(FEDERATED_USER.DISPLAY_NAME.ne(displayName)))
                        .execute()
                > 0;
    }

    private static Condition is(FederatedLink link) {
        return FEDERATED_USER
                .IDP_ID
                .eq(link.idpId())
                .and(FEDERATED_USER.PROTOCOL_ID.eq(link.protocolId()))
                .and(FEDERATED_USER.UNIQUE_ID.eq(link.uniqueId()));
    }
}
