package io.clavis.identity;

import static io.clavis.db.Tables.EXPIRING_USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.FEDERATED_USER;
import static io.clavis.db.Tables.ID_MAPPING;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.NONLOCAL_USER;
import static io.clavis.db.Tables.PASSWORD;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.USER_OPTION;

import io.clavis.db.Ids;
import io.clavis.db.ListQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of users, but for their passwords and links. Stateless. */
final class UserStore {
    private UserStore() {}

    static Optional<StoredUser> find(DSLContext sql, String id) {
        return first(sql, USER.ID.eq(id));
    }

    static boolean exists(DSLContext sql, String id) {
        return sql.fetchExists(DSL.selectOne().from(USER).where(USER.ID.eq(id)));
    }

    static Optional<StoredUser> findByName(DSLContext sql, String name, String domainId) {
        return first(sql, LOCAL_USER.NAME.eq(name).and(LOCAL_USER.DOMAIN_ID.eq(domainId)));
    }

    static List<StoredUser> findAll(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        return UserRows.fetch(sql, wanted.atLeast(USER.ID), List.of(USER.ID.asc()), Integer.MAX_VALUE).stream()
                .filter(user -> wanted.contains(user.id()))
                .toList();
    }

    /** The ids of those who have a name, here or at an identity provider; of a domain, if one is given. */
    static List<String> idsByName(DSLContext sql, String name, Optional<String> domainId) {
        return sql.select(LOCAL_USER.USER_ID)
                .from(LOCAL_USER)
                .where(LOCAL_USER.NAME.eq(name))
                .and(domainId.map(LOCAL_USER.DOMAIN_ID::eq).orElse(DSL.noCondition()))
                .union(DSL.select(FEDERATED_USER.USER_ID)
                        .from(FEDERATED_USER)
                        .where(FEDERATED_USER.DISPLAY_NAME.eq(name)))
                .fetch(LOCAL_USER.USER_ID);
    }

    /** Those of few users that a list shows. */
    static List<StoredUser> listAmong(DSLContext sql, Collection<String> ids, Condition which, int limit) {
        return ids.isEmpty()
                ? List.of()
                : UserRows.fetch(sql, USER.ID.in(ids).and(which), List.of(UserFilters.LISTING.order()), limit);
    }

    static boolean knowsMarker(DSLContext sql, ListQuery query) {
        return UserFilters.LISTING.knowsMarker(sql, query);
    }

    static List<String> idsOfDomain(DSLContext sql, String domainId) {
        return sql.select(USER.ID).from(USER).where(USER.DOMAIN_ID.eq(domainId)).fetch(USER.ID);
    }

    static List<String> idsWithDefaultProject(DSLContext sql, String projectId) {
        return sql.select(USER.ID)
                .from(USER)
                .where(USER.DEFAULT_PROJECT_ID.eq(projectId))
                .fetch(USER.ID);
    }

    static void clearDefaultProject(DSLContext sql, String projectId) {
        sql.update(USER)
                .setNull(USER.DEFAULT_PROJECT_ID)
                .where(USER.DEFAULT_PROJECT_ID.eq(projectId))
                .execute();
    }

    static void insert(DSLContext sql, StoredUser user) {
        sql.insertInto(USER)
                .set(USER.ID, user.id())
                .set(USER.DOMAIN_ID, user.domainId())
                .set(USER.ENABLED, user.enabled())
                .set(USER.DEFAULT_PROJECT_ID, user.defaultProjectId())
                .set(USER.CREATED_AT, user.createdAt())
                .set(USER.LAST_ACTIVE_AT, user.lastActiveAt())
                .set(USER.EXTRA, user.extra())
                .execute();
    }

    /** Writes what an update may change in table user. */
    static void update(DSLContext sql, StoredUser user) {
        sql.update(USER)
                .set(USER.ENABLED, user.enabled())
                .set(USER.DEFAULT_PROJECT_ID, user.defaultProjectId())
                .set(USER.LAST_ACTIVE_AT, user.lastActiveAt())
                .set(USER.EXTRA, user.extra())
                .where(USER.ID.eq(user.id()))
                .execute();
    }

    /** Makes the account that lets a user log in by name. */
    static void insertAccount(DSLContext sql, String userId, String domainId, String name) {
        sql.insertInto(LOCAL_USER)
                .set(LOCAL_USER.USER_ID, userId)
                .set(LOCAL_USER.DOMAIN_ID, domainId)
                .set(LOCAL_USER.NAME, name)
                .execute();
    }

    /** The id of the account of a user who has one. */
    static int accountId(DSLContext sql, String userId) {
        return Objects.requireNonNull(sql.select(LOCAL_USER.ID)
                .from(LOCAL_USER)
                .where(LOCAL_USER.USER_ID.eq(userId))
                .fetchSingle(LOCAL_USER.ID));
    }

    static void rename(DSLContext sql, String userId, String name) {
        sql.update(LOCAL_USER)
                .set(LOCAL_USER.NAME, name)
                .where(LOCAL_USER.USER_ID.eq(userId))
                .execute();
    }

    /** Counts one wrong password; from one again where earlier ones no longer count. */
    static void countFailure(DSLContext sql, String userId, boolean fromOne, Instant now) {
        var count = fromOne
                ? DSL.val(1)
                : DSL.coalesce(LOCAL_USER.FAILED_AUTH_COUNT, DSL.val(0)).plus(1);
        sql.update(LOCAL_USER)
                .set(LOCAL_USER.FAILED_AUTH_COUNT, count)
                .set(LOCAL_USER.FAILED_AUTH_AT, now)
                .where(LOCAL_USER.USER_ID.eq(userId))
                .execute();
    }

    static void forgetFailures(DSLContext sql, String userId) {
        sql.update(LOCAL_USER)
                .set(LOCAL_USER.FAILED_AUTH_COUNT, 0)
                .setNull(LOCAL_USER.FAILED_AUTH_AT)
                .where(LOCAL_USER.USER_ID.eq(userId))
                .execute();
    }

    static void setLastActive(DSLContext sql, String userId, LocalDate day) {
        sql.update(USER).set(USER.LAST_ACTIVE_AT, day).where(USER.ID.eq(userId)).execute();
    }

    /** The users without a day of their last activity, each with the domain. */
    static Map<String, String> neverActive(DSLContext sql) {
        return sql.select(USER.ID, USER.DOMAIN_ID)
                .from(USER)
                .where(USER.LAST_ACTIVE_AT.isNull())
                .orderBy(USER.ID)
                .fetchMap(USER.ID, USER.DOMAIN_ID);
    }

    static void setNeverActive(DSLContext sql, LocalDate day) {
        sql.update(USER)
                .set(USER.LAST_ACTIVE_AT, day)
                .where(USER.LAST_ACTIVE_AT.isNull())
                .execute();
    }

    static void setExtra(DSLContext sql, String userId, ObjectNode extra) {
        sql.update(USER).set(USER.EXTRA, extra).where(USER.ID.eq(userId)).execute();
    }

    /** Sets options; null values take them away. */
    static void setOptions(DSLContext sql, String userId, Map<UserOption, JsonNode> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var ids = changed.keySet().stream().map(UserOption::id).toList();
        sql.deleteFrom(USER_OPTION)
                .where(USER_OPTION.USER_ID.eq(userId))
                .and(USER_OPTION.OPTION_ID.in(ids))
                .execute();
        changed.forEach((option, value) -> {
            if (!value.isNull()) {
                sql.insertInto(USER_OPTION)
                        .set(USER_OPTION.USER_ID, userId)
                        .set(USER_OPTION.OPTION_ID, option.id())
                        .set(USER_OPTION.OPTION_VALUE, value)
                        .execute();
            }
        });
    }

    // Most of it goes by the foreign keys' cascade as well; SQLite does that only where it is told to.
    static void delete(DSLContext sql, String id) {
        sql.deleteFrom(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.USER_ID.eq(id))
                .execute();
        sql.deleteFrom(EXPIRING_USER_GROUP_MEMBERSHIP)
                .where(EXPIRING_USER_GROUP_MEMBERSHIP.USER_ID.eq(id))
                .execute();
        sql.deleteFrom(USER_OPTION).where(USER_OPTION.USER_ID.eq(id)).execute();
        sql.deleteFrom(FEDERATED_USER).where(FEDERATED_USER.USER_ID.eq(id)).execute();
        sql.deleteFrom(PASSWORD)
                .where(PASSWORD.LOCAL_USER_ID.in(
                        DSL.select(LOCAL_USER.ID).from(LOCAL_USER).where(LOCAL_USER.USER_ID.eq(id))))
                .execute();
        sql.deleteFrom(LOCAL_USER).where(LOCAL_USER.USER_ID.eq(id)).execute();
        sql.deleteFrom(NONLOCAL_USER).where(NONLOCAL_USER.USER_ID.eq(id)).execute();
        sql.deleteFrom(USER).where(USER.ID.eq(id)).execute();
        sql.deleteFrom(ID_MAPPING).where(ID_MAPPING.PUBLIC_ID.eq(id)).execute();
    }

    private static Optional<StoredUser> first(DSLContext sql, Condition which) {
        return UserRows.fetch(sql, which, List.of(), 1).stream().findFirst();
    }
}
