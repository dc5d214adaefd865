package io.clavis.identity;

import static io.clavis.db.Tables.FEDERATED_USER;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.NONLOCAL_USER;
import static io.clavis.db.Tables.PASSWORD;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_OPTION;

import io.clavis.db.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;

/** Reads users with all that belongs to them, in two statements whatever their number. */
final class UserRows {
    // The name at the provider where the user was first seen, as upstream's models have it.
    private static final Field<String> DISPLAY_NAME = DSL.field(DSL.select(FEDERATED_USER.DISPLAY_NAME)
                    .from(FEDERATED_USER)
                    .where(FEDERATED_USER.USER_ID.eq(USER.ID))
                    .orderBy(FEDERATED_USER.ID)
                    .limit(1))
            .as("display_name");

    private static final Field<Instant> PASSWORD_EXPIRES_AT = DSL.field(DSL.select(PASSWORD.EXPIRES_AT_INT)
                    .from(PASSWORD)
                    .where(PASSWORD.LOCAL_USER_ID.eq(LOCAL_USER.ID))
                    .orderBy(PASSWORD.CREATED_AT_INT.desc(), PASSWORD.ID.desc())
                    .limit(1))
            .as("password_expires_at");

    private UserRows() {}

    /** The users that fulfil a condition on USER, LOCAL_USER or NONLOCAL_USER. */
    static List<StoredUser> fetch(DSLContext sql, Condition which, List<? extends SortField<?>> order, int limit) {
        var rows = sql.select(USER.fields())
                .select(LOCAL_USER.ID, LOCAL_USER.NAME, LOCAL_USER.FAILED_AUTH_COUNT, LOCAL_USER.FAILED_AUTH_AT)
                .select(NONLOCAL_USER.NAME, DISPLAY_NAME, PASSWORD_EXPIRES_AT)
                .from(USER)
                .leftJoin(LOCAL_USER)
                .on(LOCAL_USER.USER_ID.eq(USER.ID))
                .leftJoin(NONLOCAL_USER)
                .on(NONLOCAL_USER.USER_ID.eq(USER.ID))
                .where(which)
                .orderBy(order)
                .limit(limit)
                .fetch();
        var options = options(sql, Ids.of(rows.getValues(USER.ID)).atLeast(USER_OPTION.USER_ID));
        var users = new ArrayList<StoredUser>(rows.size());
        for (var row : rows) {
            users.add(user(row, options.getOrDefault(row.get(USER.ID), UserOptions.NONE)));
        }
        return users;
    }

    /** Options by user; {@code which} is a condition on USER_OPTION. */
    static Map<String, UserOptions> options(DSLContext sql, Condition which) {
        var values = new HashMap<String, Map<UserOption, JsonNode>>();
        sql.select(USER_OPTION.USER_ID, USER_OPTION.OPTION_ID, USER_OPTION.OPTION_VALUE)
                .from(USER_OPTION)
                .where(which)
                .forEach(row -> option(row, values));
        var options = new HashMap<String, UserOptions>();
        values.forEach((id, ofUser) -> options.put(id, new UserOptions(ofUser)));
        return options;
    }

    private static void option(Record row, Map<String, Map<UserOption, JsonNode>> values) {
        var value = row.get(USER_OPTION.OPTION_VALUE);
        if (value == null) {
            return;
        }
        UserOption.ofId(row.get(USER_OPTION.OPTION_ID))
                .ifPresent(option -> values.computeIfAbsent(
                                row.get(USER_OPTION.USER_ID), id -> new EnumMap<>(UserOption.class))
                        .put(option, value));
    }

    private static StoredUser user(Record row, UserOptions options) {
        return new StoredUser(
                row.get(USER.ID),
                row.get(USER.DOMAIN_ID),
                name(row),
                Boolean.TRUE.equals(row.get(USER.ENABLED)),
                row.get(USER.DEFAULT_PROJECT_ID),
                row.get(USER.CREATED_AT),
                row.get(USER.LAST_ACTIVE_AT),
                row.get(LOCAL_USER.ID) == null ? null : account(row),
                row.get(PASSWORD_EXPIRES_AT),
                options,
                row.get(USER.EXTRA));
    }

    private static LocalAccount account(Record row) {
        var failures = row.get(LOCAL_USER.FAILED_AUTH_COUNT);
        return new LocalAccount(
                row.get(LOCAL_USER.ID), failures == null ? 0 : failures, row.get(LOCAL_USER.FAILED_AUTH_AT));
    }

    private static String name(Record row) {
        for (var field : List.of(LOCAL_USER.NAME, NONLOCAL_USER.NAME, DISPLAY_NAME)) {
            var name = row.get(field);
            if (name != null) {
                return name;
            }
        }
        return "";
    }
}
