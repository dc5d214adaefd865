package io.clavis.db;

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
