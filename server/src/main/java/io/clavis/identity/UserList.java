package io.clavis.identity;

import static io.clavis.db.Tables.FEDERATED_USER;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.NONLOCAL_USER;
import static io.clavis.db.Tables.PASSWORD;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_OPTION;

import io.clavis.db.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of users table by table, and puts the rows together here: what most users do not have costs nothing, and
 * what they have is read in one go rather than looked up user by user. Five statements whatever the length.
 */
final class UserList {
    private final DSLContext sql;
    private final UserSelection selection;
    private final SecurityCompliance compliance;
    private final Instant now;

    UserList(DSLContext sql, UserSelection selection, SecurityCompliance compliance, Instant now) {
        this.sql = sql;
        this.selection = selection;
        this.compliance = compliance;
        this.now = now;
    }

    private record Listed(
            String id,
            String domainId,
            boolean enabled,
            @Nullable String defaultProjectId,
            @Nullable Instant createdAt,
            @Nullable LocalDate lastActiveAt,
            @Nullable String extra) {}

    /** A local user with one of the passwords that the user has or had, if any. */
    private record Account(
            String name,
            @Nullable Instant passwordSince,
            int passwordId,
            @Nullable Instant expiry) {
        private static final Comparator<Account> BY_PASSWORD = Comparator.comparing(
                        Account::passwordSince, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(Account::passwordId);

        static Account later(Account one, Account other) {
            return BY_PASSWORD.compare(one, other) < 0 ? other : one;
        }
    }

    private record Rest(
            Map<String, Account> accounts,
            Map<String, String> nonlocalNames,
            Map<String, String> displayNames,
            Map<String, UserOptions> options) {}

    /** The first users, by id. */
    List<ListedUser> first(int limit) {
        var listed = users(limit);
        var ids = listed.stream().map(Listed::id).toList();
        var rest = new Rest(
                accounts(ofAll(ids, LOCAL_USER.USER_ID, LOCAL_USER.DOMAIN_ID)),
                nonlocalNames(ofAll(ids, NONLOCAL_USER.USER_ID, NONLOCAL_USER.DOMAIN_ID)),
                displayNames(ofAll(ids, FEDERATED_USER.USER_ID)),
                UserRows.options(sql, ofAll(ids, USER_OPTION.USER_ID)));
        return complete(listed.stream().map(user -> user(user, rest)).toList());
    }

    private Condition ofAll(List<String> ids, Field<String> userId) {
        return selection.ofAll(ids, userId, Optional.empty());
    }

    private Condition ofAll(List<String> ids, Field<String> userId, Field<String> domainId) {
        return selection.ofAll(ids, userId, Optional.of(domainId));
    }

    private List<Listed> users(int limit) {
        var domains = new HashMap<String, String>();
        return Rows.fetch(
                sql,
                sql.select(
                                USER.ID,
                                USER.DOMAIN_ID,
                                USER.ENABLED,
                                USER.DEFAULT_PROJECT_ID,
                                USER.CREATED_AT,
                                USER.LAST_ACTIVE_AT,
                                USER.EXTRA)
                        .from(USER)
                        .where(selection.which())
                        .orderBy(USER.ID)
                        .limit(limit),
                row -> new Listed(
                        row.text(1),
                        domains.computeIfAbsent(row.text(2), id -> id),
                        row.flag(3),
                        row.optionalText(4),
                        row.time(5),
                        row.date(6),
                        row.optionalText(7)));
    }

    /** By user. The password that was made last is the one that counts. */
    private Map<String, Account> accounts(Condition which) {
        var accounts = new HashMap<String, Account>();
        Rows.forEach(
                sql,
                sql.select(
                                LOCAL_USER.USER_ID,
                                LOCAL_USER.NAME,
                                PASSWORD.CREATED_AT_INT,
                                PASSWORD.ID,
                                PASSWORD.EXPIRES_AT_INT)
                        .from(LOCAL_USER)
                        .leftJoin(PASSWORD)
                        .on(PASSWORD.LOCAL_USER_ID.eq(LOCAL_USER.ID))
                        .where(which),
                row -> accounts.merge(
                        row.text(1),
                        new Account(row.text(2), row.micros(3), row.number(4), row.micros(5)),
                        Account::later));
        return accounts;
    }

    private Map<String, String> nonlocalNames(Condition which) {
        var names = new HashMap<String, String>();
        Rows.forEach(
                sql,
                sql.select(NONLOCAL_USER.USER_ID, NONLOCAL_USER.NAME)
                        .from(NONLOCAL_USER)
                        .where(which),
                row -> names.put(row.text(1), row.text(2)));
        return names;
    }

    // The name at the provider where the user was first seen.
    private Map<String, String> displayNames(Condition which) {
        var names = new HashMap<String, String>();
        Rows.forEach(
                sql,
                sql.select(FEDERATED_USER.USER_ID, FEDERATED_USER.DISPLAY_NAME)
                        .from(FEDERATED_USER)
                        .where(which)
                        .orderBy(FEDERATED_USER.ID),
                row -> {
                    var name = row.optionalText(2);
                    names.putIfAbsent(row.text(1), name == null ? "" : name);
                });
        return names;
    }

    private ListedUser user(Listed user, Rest rest) {
        var account = rest.accounts().get(user.id());
        var options = rest.options().getOrDefault(user.id(), UserOptions.NONE);
        boolean usable = user.enabled()
                && (options.ignoresInactivity() || !compliance.isInactive(user.lastActiveAt(), user.createdAt(), now));
        return new ListedUser(
                user.id(),
                user.domainId(),
                account != null ? account.name() : nameElsewhere(user.id(), rest),
                usable,
                user.defaultProjectId(),
                account != null ? account.expiry() : null,
                options,
                user.extra());
    }

    private static String nameElsewhere(String id, Rest rest) {
        return Optional.ofNullable(rest.nonlocalNames().get(id))
                .orElseGet(() -> rest.displayNames().getOrDefault(id, ""));
    }

    // Who was deleted or made while the tables were read may have no name here: one statement for both tables knows.
    private List<ListedUser> complete(List<ListedUser> users) {
        var nameless = users.stream()
                .filter(user -> user.name().isEmpty())
                .map(ListedUser::id)
                .toList();
        if (nameless.isEmpty()) {
            return users;
        }
        var found = UserStore.findAll(sql, nameless).stream().collect(Collectors.toMap(StoredUser::id, user -> user));
        return users.stream()
                .flatMap(user -> user.name().isEmpty() ? named(found.get(user.id())) : Stream.of(user))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Stream<ListedUser> named(@Nullable StoredUser user) {
        return user == null ? Stream.empty() : Stream.of(user.listed(compliance, now));
    }
}
