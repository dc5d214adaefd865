package io.clavis.identity;

import static io.clavis.db.Tables.FEDERATED_USER;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.PASSWORD;
import static io.clavis.db.Tables.USER;

import io.clavis.db.Filter;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What the filters of a list of users mean in SQL. */
final class UserFilters {
    static final Listing LISTING =
            Listing.of(USER, USER.ID, Map.of("domain_id", USER.DOMAIN_ID, "enabled", USER.ENABLED));
    private static final Listing LOCAL_NAMES =
            Listing.of(LOCAL_USER, LOCAL_USER.USER_ID, Map.of("name", LOCAL_USER.NAME));
    private static final Listing DISPLAY_NAMES =
            Listing.of(FEDERATED_USER, FEDERATED_USER.USER_ID, Map.of("name", FEDERATED_USER.DISPLAY_NAME));
    private static final Set<String> LINK = Set.of("idp_id", "protocol_id", "unique_id");

    private UserFilters() {}

    /** The condition, and what is simple about it. 400 where a time to compare with cannot be read. */
    static UserSelection selection(ListQuery query) {
        var domainIds = query.filters().stream()
                .filter(filter ->
                        filter.attribute().equals("domain_id") && filter.comparison() == Filter.Comparison.EQUALS)
                .map(Filter::value)
                .toList();
        var all = query.filters().isEmpty();
        var byDomain = query.filters().size() == 1 && domainIds.size() == 1;
        return new UserSelection(where(query), byDomain ? Optional.of(domainIds.getFirst()) : Optional.empty(), all);
    }

    /** 400 where a time to compare with cannot be read. */
    static Condition where(ListQuery query) {
        var conditions = new ArrayList<Condition>();
        conditions.add(LISTING.where(query));
        conditions.add(linked(query.filters()));
        for (var filter : query.filters()) {
            if (filter.attribute().equals("name")) {
                conditions.add(named(filter));
            }
            if (filter.attribute().equals("password_expires_at")) {
                conditions.add(expiring(PasswordExpiryFilter.of(filter.value())));
            }
        }
        return DSL.and(conditions);
    }

    // Users from elsewhere are found by the name that they have there.
    private static Condition named(Filter filter) {
        var query = ListQuery.ALL.and(filter);
        return USER.ID
                .in(DSL.select(LOCAL_USER.USER_ID).from(LOCAL_USER).where(LOCAL_NAMES.where(query)))
                .or(USER.ID.in(
                        DSL.select(FEDERATED_USER.USER_ID).from(FEDERATED_USER).where(DISPLAY_NAMES.where(query))));
    }

    // All that is asked about the provider must hold for the same link.
    private static Condition linked(List<Filter> filters) {
        var conditions = new ArrayList<Condition>();
        for (var filter : filters) {
            if (LINK.contains(filter.attribute())) {
                var column = switch (filter.attribute()) {
                    case "idp_id" -> FEDERATED_USER.IDP_ID;
                    case "protocol_id" -> FEDERATED_USER.PROTOCOL_ID;
                    default -> FEDERATED_USER.UNIQUE_ID;
                };
                conditions.add(column.eq(filter.value()));
            }
        }
        if (conditions.isEmpty()) {
            return DSL.noCondition();
        }
        return USER.ID.in(
                DSL.select(FEDERATED_USER.USER_ID).from(FEDERATED_USER).where(conditions));
    }

    // Upstream compares every password that it still keeps of a user, not just the current one.
    private static Condition expiring(PasswordExpiryFilter filter) {
        return USER.ID.in(DSL.select(LOCAL_USER.USER_ID)
                .from(LOCAL_USER)
                .join(PASSWORD)
                .on(PASSWORD.LOCAL_USER_ID.eq(LOCAL_USER.ID))
                .where(filter.compare(PASSWORD.EXPIRES_AT_INT)));
    }
}
