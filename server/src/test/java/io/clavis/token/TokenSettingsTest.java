package io.clavis.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.Configuration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {
    @Test
    void nothingIsKeptForLongerThanTheOperatorAllows() {
        assertThat(kept(Map.of())).isEqualTo(Duration.ofSeconds(5));
        assertThat(kept(Map.of("token.cache_time", "2"))).isEqualTo(Duration.ofSeconds(2));
        assertThat(kept(Map.of("token.cache_time", "600"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(kept(Map.of("clavis.validation_cache_time", "60"))).isEqualTo(Duration.ofSeconds(60));
        assertThat(kept(Map.of("token.caching", "false"))).isZero();
    }

    @Test
    void anAdminProjectNeedsBothNames() {
        assertThat(settings(Map.of("resource.admin_project_name", "p")).adminProject())
                .isEmpty();
        assertThat(settings(Map.of("resource.admin_project_name", "p", "resource.admin_project_domain_name", "d"))
                        .adminProject())
                .contains(new TokenSettings.AdminProject("p", "d"));
    }

    private static Duration kept(Map<String, String> options) {
        return settings(options).keepAnswers();
    }

    private static TokenSettings settings(Map<String, String> options) {
        return TokenSettings.of(Configuration.of(options));
    }
}
