package io.clavis.identity;

import io.clavis.db.Filter;
import io.clavis.db.ListQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Which way a list of users is read. Stateless. */
final class UserLists {
    private UserLists() {}

    /** At most {@code limit} of the users that a query is about. */
    static List<ListedUser> of(DSLContext sql, ListQuery query, int limit, SecurityCompliance compliance, Instant now) {
        var named = name(query);
        if (named.isEmpty()) {
            return new UserList(sql, UserFilters.selection(query), compliance, now).first(limit);
        }
        // A name is had by few: it is looked up first.
        var others = query.filters().stream()
                .filter(filter -> !filter.equals(named.get()))
                .toList();
        var ids = UserStore.idsByName(sql, named.get().value(), query.exact("domain_id"));
        var which = UserFilters.where(new ListQuery(others, query.limit(), query.marker()));
        return UserStore.listAmong(sql, ids, which, limit).stream()
                .map(user -> user.listed(compliance, now))
                .toList();
    }

    /** At most {@code limit} of the users in a group that a query is about. */
    static List<ListedUser> ofGroup(
            DSLContext sql, String groupId, ListQuery query, int limit, SecurityCompliance compliance, Instant now) {
        var which = MembershipStore.isMember(groupId).and(UserFilters.where(query));
        return new UserList(sql, UserSelection.of(which), compliance, now).first(limit);
    }

    private static Optional<Filter> name(ListQuery query) {
        return query.filters().stream()
                .filter(filter -> filter.attribute().equals("name") && filter.comparison() == Filter.Comparison.EQUALS)
                .findFirst();
    }
}
