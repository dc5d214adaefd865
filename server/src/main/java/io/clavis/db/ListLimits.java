package io.clavis.db;

import io.clavis.config.Configuration;
import io.clavis.config.DefaultOptions;
import io.clavis.config.Option;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator allows lists to show.
 *
 * @param listLimit the capability's {@code list_limit}, else {@code [DEFAULT] list_limit}; null for none
 * @param maxDbLimit {@code [DEFAULT] max_db_limit}, the largest page
 */
public record ListLimits(@Nullable Integer listLimit, int maxDbLimit) {
    /** Upstream's defaults. */
    public static final ListLimits DEFAULT = new ListLimits(null, 1000);

    /** What the operator configured for a capability: its {@code list_limit}; zero means no limit of that kind. */
    public static ListLimits of(Configuration configuration, Option<Optional<Integer>> listLimit) {
        var limit = configuration
                .get(listLimit)
                .filter(ListLimits::isLimit)
                .or(() -> configuration.get(DefaultOptions.LIST_LIMIT).filter(ListLimits::isLimit));
        int maxDbLimit = configuration.get(DefaultOptions.MAX_DB_LIMIT);
        return new ListLimits(limit.orElse(null), isLimit(maxDbLimit) ? maxDbLimit : Integer.MAX_VALUE);
    }

    /** For lists that heed what the client asks and no {@code list_limit}. */
    public static ListLimits ofClients(Configuration configuration) {
        int maxDbLimit = configuration.get(DefaultOptions.MAX_DB_LIMIT);
        return new ListLimits(null, isLimit(maxDbLimit) ? maxDbLimit : Integer.MAX_VALUE);
    }

    private static boolean isLimit(int number) {
        return number > 0;
    }

    /** For users, groups and projects: never more than the largest page; a page that is full counts as truncated. */
    public Window paged(ListQuery query) {
        var asked = asked(query);
        if (asked == null) {
            return new Window(maxDbLimit, null, true);
        }
        return new Window(asked == 0 ? maxDbLimit : asked, asked, true);
    }

    /** For all other lists: without bound unless there is a limit; truncated where rows are left over. */
    public Window capped(ListQuery query) {
        var asked = asked(query);
        return new Window(asked == null ? Integer.MAX_VALUE : asked + 1, asked, false);
    }

    private @Nullable Integer asked(ListQuery query) {
        var limit = query.limit().isPresent() ? query.limit().get() : listLimit;
        return limit == null ? null : Integer.valueOf(Math.min(limit, maxDbLimit));
    }
}
