package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final ListLimits LIMITS = new ListLimits(null, 3, false);
    private static final ListLimits LISTED = new ListLimits(2, 3, false);

    @Test
    void withoutALimitTheLargestPageCutsSilently() {
        var window = LIMITS.paged(ListQuery.ALL);
        assertThat(window.rows()).isEqualTo(3);
        assertThat(window.page(List.of(1, 2, 3)).truncated()).isFalse();
    }

    @Test
    void aFullPageCountsAsTruncated() {
        var window = LIMITS.paged(limit(2));
        assertThat(window.rows()).isEqualTo(2);
        assertThat(window.page(List.of(1, 2)).truncated()).isTrue();
        assertThat(window.page(List.of(1)).truncated()).isFalse();
    }

    @Test
    void noPageIsLargerThanTheLargest() {
        assertThat(LIMITS.paged(limit(50)).rows()).isEqualTo(3);
        assertThat(LIMITS.capped(limit(50)).limit()).isEqualTo(3);
    }

    @Test
    void theOperatorsLimitHoldsWhereTheClientHasNone() {
        assertThat(LISTED.paged(ListQuery.ALL).rows()).isEqualTo(2);
        assertThat(LISTED.capped(ListQuery.ALL).rows()).isEqualTo(3);
    }

    @Test
    void theOperatorsLimitGoesBeforeTheClientsForUsersAndGroups() {
        assertThat(LISTED.overruling().capped(limit(1)).limit()).isEqualTo(2);
        assertThat(LIMITS.overruling().capped(limit(1)).limit()).isEqualTo(1);
        assertThat(LISTED.ofClients().capped(ListQuery.ALL).limit()).isNull();
    }

    @Test
    void theLargestPageBindsOnlyClients() {
        assertThat(new ListLimits(5, 3, false).capped(ListQuery.ALL).limit()).isEqualTo(5);
    }

    @Test
    void aFullPageOfUsersIsTruncatedOnlyWhereMoreFollowOrSomethingIsFiltered() {
        var unfiltered = LIMITS.pagedOrProbed(limit(2));
        assertThat(unfiltered.page(List.of(1, 2)).truncated()).isFalse();
        assertThat(unfiltered.page(List.of(1, 2, 3)).cut()).contains(2);
        var filtered = LIMITS.pagedOrProbed(limit(2).and(Filter.equal("name", "x")));
        assertThat(filtered.page(List.of(1, 2)).truncated()).isTrue();
        assertThat(LIMITS.pagedOrProbed(ListQuery.ALL).rows()).isEqualTo(3);
    }

    @Test
    void aZeroLimitIsTheLargestPageAsUpstreamHasIt() {
        var window = LIMITS.paged(limit(0));
        assertThat(window.rows()).isEqualTo(3);
        assertThat(window.page(List.of(1)).truncated()).isTrue();
    }

    @Test
    void aCappedListIsTruncatedOnlyWhereRowsAreLeftOver() {
        var window = LIMITS.capped(limit(2));
        assertThat(window.page(List.of(1, 2)).truncated()).isFalse();
        var cut = window.page(List.of(1, 2, 3));
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.items()).containsExactly(1, 2);
    }

    @Test
    void aCappedListWithoutLimitIsWhole() {
        assertThat(LIMITS.capped(ListQuery.ALL).page(List.of(1, 2, 3, 4)).items())
                .hasSize(4);
    }

    private static ListQuery limit(int limit) {
        return new ListQuery(List.of(), Optional.of(limit), Optional.empty());
    }
}
