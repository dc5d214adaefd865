package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.CatalogOptions;
import io.clavis.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListLimitsTest {
    private static ListLimits of(Map<String, String> values) {
        return ListLimits.of(Configuration.of(values), CatalogOptions.LIST_LIMIT);
    }

    @Test
    void aCapabilitysOwnLimitGoesBeforeTheCommonOne() {
        assertThat(of(Map.of("DEFAULT.list_limit", "5")).listLimit()).isEqualTo(5);
        assertThat(of(Map.of("DEFAULT.list_limit", "5", "catalog.list_limit", "3"))
                        .listLimit())
                .isEqualTo(3);
        assertThat(of(Map.of()).listLimit()).isNull();
    }

    @Test
    void zeroIsNoLimitOfItsKind() {
        assertThat(of(Map.of("DEFAULT.list_limit", "5", "catalog.list_limit", "0"))
                        .listLimit())
                .isEqualTo(5);
        assertThat(of(Map.of("DEFAULT.max_db_limit", "0")).maxDbLimit()).isEqualTo(Integer.MAX_VALUE);
        assertThat(of(Map.of("DEFAULT.max_db_limit", "7")).maxDbLimit()).isEqualTo(7);
    }
}
