package io.clavis.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceSettingsTest {
    @Test
    void withoutAnythingConfiguredTheDefaultsAreUpstreams() {
        assertThat(settings(Map.of())).isEqualTo(ResourceSettings.DEFAULT);
    }

    @Test
    void twoStrictLevelsLimitTheDepth() {
        assertThat(settings(Map.of("unified_limit.enforcement_model", "strict_two_level"))
                        .maxProjectTreeDepth())
                .isEqualTo(2);
    }

    @Test
    void theOwnListLimitGoesBeforeTheGeneralOneUnlessItIsZero() {
        assertThat(limit("3")).isEqualTo(3);
        assertThat(limit("0")).isEqualTo(7);
    }

    @Test
    void namesMustBeSafeUnderNewAndUnderStrict() {
        var settings =
                settings(Map.of("resource.project_name_url_safe", "new", "resource.domain_name_url_safe", "strict"));
        assertThat(settings.safeProjectNames()).isTrue();
        assertThat(settings.safeDomainNames()).isTrue();
    }

    private static Integer limit(String own) {
        return settings(Map.of("DEFAULT.list_limit", "7", "resource.list_limit", own))
                .limits()
                .listLimit();
    }

    private static ResourceSettings settings(Map<String, String> values) {
        return ResourceSettings.of(Configuration.of(values));
    }
}
