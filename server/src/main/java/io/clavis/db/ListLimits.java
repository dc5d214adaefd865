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
 * @param maxDbLimit {@code [DEFAULT] max_db_limit}, the largest page that a client gets by asking for it
 * @param overrules whether the operator's limit goes before the client's, as upstream has it for users and groups
 */
public record ListLimits(@Nullable Integer listLimit, int maxDbLimit, boolean overrules) {
    /** Upstream's defaults. */
    public static final ListLimits DEFAULT = new ListLimits(null, 1000, false);

    /** What the operator configured for a capability: its {@code list_limit}; zero means no limit of that kind. */
    public static ListLimits of(Configuration configuration, Option<Optional<Integer>> listLimit) {
        var limit = configuration
                .get(listLimit)
                .filter(ListLimits::isLimit)
                .or(() -> configuration.get(DefaultOptions.LIST_LIMIT).filter(ListLimits::isLimit));
        return new ListLimits(limit.orElse(null), maxDbLimit(configuration), false);
    }

    /** For the lists to which upstream applies no {@code list_limit}: only clients limit them. */
    public static ListLimits ofClients(Configuration configuration) {
        return new ListLimits(null, maxDbLimit(configuration), false);
    }

    /** The same, with the operator's limit before the client's. */
    public ListLimits overruling() {
        return new ListLimits(listLimit, maxDbLimit, true);
    }

    /** The same, without the operator's limit. */
    public ListLimits ofClients() {
        return new ListLimits(null, maxDbLimit, false);
    }

    private static int maxDbLimit(Configuration configuration) {
        int limit = configuration.get(DefaultOptions.MAX_DB_LIMIT);
        return isLimit(limit) ? limit : Integer.MAX_VALUE;
    }

    private static boolean isLimit(int number) {
        return number > 0;
    }

    /** For projects and domains: never more than the largest page; a page that is full counts as truncated. */
    public Window paged(ListQuery query) {
        var asked = asked(query);
        if (asked == null) {
            return new Window(maxDbLimit, null, true);
        }
        return new Window(asked == 0 ? maxDbLimit : asked, asked, true);
    }

    /** For users and groups: as {@link #paged}, but without filters a full page is truncated only where more follow. */
    public Window pagedOrProbed(ListQuery query) {
        var asked = asked(query);
        return asked == null || !query.filters().isEmpty() ? paged(query) : new Window(asked + 1, asked, false);
    }

    /** For all other lists: without bound unless there is a limit; truncated where rows are left over. */
    public Window capped(ListQuery query) {
        var asked = asked(query);
        return new Window(asked == null ? Integer.MAX_VALUE : asked + 1, asked, false);
    }

    private @Nullable Integer asked(ListQuery query) {
        if (query.limit().isEmpty() || (overrules && listLimit != null)) {
            return listLimit;
        }
        return Math.min(query.limit().get(), maxDbLimit);
    }
}
