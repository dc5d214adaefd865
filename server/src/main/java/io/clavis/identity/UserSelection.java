package io.clavis.identity;

import static io.clavis.db.Tables.USER;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Which users a list shows.
 *
 * @param which a condition on USER alone
 * @param domainId the domain, where that is all that {@code which} says
 * @param all whether it says nothing
 */
record UserSelection(Condition which, Optional<String> domainId, boolean all) {
    private static final int FEW = 100;

    /** Any condition on USER. */
    static UserSelection of(Condition which) {
        return new UserSelection(which, Optional.empty(), false);
    }

    /**
     * What belongs to some of these users in another table: of few by their ids, which follow one another in the order
     * of the list, of many by what chose them.
     */
    Condition ofAll(List<String> ids, Field<String> userId, Optional<Field<String>> ofDomain) {
        if (ids.size() <= FEW) {
            return userId.in(ids);
        }
        var within = userId.between(ids.getFirst(), ids.getLast());
        if (all) {
            return within;
        }
        var inDomain = domainId.flatMap(id -> ofDomain.map(field -> field.eq(id)));
        return inDomain.map(within::and)
                .orElseGet(() -> userId.in(DSL.select(USER.ID)
                        .from(USER)
                        .where(which)
                        .and(USER.ID.between(ids.getFirst(), ids.getLast()))));
    }
}
