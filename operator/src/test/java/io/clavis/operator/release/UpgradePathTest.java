package io.clavis.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.resource.Image;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpgradePathTest {
    @ParameterizedTest
    @CsvSource({
        // installed, target, tag, path
        ",,2025.2, Install",
        "2025.2,,2025.2, Unchanged",
        "2025.2,,28.0.0, Unchanged",
        "2025.2,,2025.2-1, Patch",
        "2025.2-1,,2025.2, Patch",
        "28.0.0,,28.0.1, Patch",
        "2025.2,,2026.1, Upgrade",
        "2025.1,,2025.2-3, Upgrade",
        "2025.1,,28.0.0, Upgrade",
        "2026.1,,0.1.0, Upgrade",
        "2025.1,,2026.1, NotSequential",
        "2025.2,,2025.1, Downgrade",
        "2025.2,2026.1,2026.1, Upgrade",
        "2025.2,2026.1,2026.1-1, Upgrade",
        "2025.2,2026.1,2025.2, Abort",
        "2025.2,2026.1,2025.2-1, Abort",
        "2025.2,2026.1,2026.2, TargetChanged",
        "2025.2,2026.1,2025.1, TargetChanged",
        // An upgrade that is through leaves a target that is installed.
        "2026.1,2026.1,2026.2, Upgrade",
        "2025.2,,latest, Unreadable",
        ",,latest, Unreadable",
    })
    void eachChangeOfTheTagHasItsPath(@Nullable String installed, @Nullable String target, String tag, String path) {
        assertThat(UpgradePath.of(installed, target, new Image("keystone", tag, null))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(path);
    }

    @Test
    void anImageByItsDigestIsNotTracked() {
        var image = new Image("keystone", null, "sha256:00");
        assertThat(UpgradePath.of("2025.1", "2025.2", image)).isEqualTo(new UpgradePath.Untracked());
    }

    @Test
    void bothReleasesAreTold() {
        var image = new Image("keystone", "2025.2", null);
        assertThat(UpgradePath.of("2025.1", null, image))
                .isEqualTo(new UpgradePath.Upgrade(new Release(2025, 1, ""), new Release(2025, 2, "")));
        assertThat(UpgradePath.of("2025.1", "2024.2", image))
                .isEqualTo(new UpgradePath.TargetChanged(new Release(2024, 2, ""), new Release(2025, 2, "")));
    }
}
