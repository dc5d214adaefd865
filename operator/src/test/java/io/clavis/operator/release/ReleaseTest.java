package io.clavis.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "2025.2, 2025.2",
        "2026.1-3, 2026.1-3",
        "2025.2-p1.rc2, 2025.2-p1.rc2",
        "2010.1, 2010.1",
        "25.0.0, 2024.1",
        "26.0.0, 2024.2",
        "27.0.0, 2025.1",
        "28.0.0, 2025.2",
        "v28.0.0, 2025.2",
        "28.0.1, 2025.2-0.1",
        "28.1.0-2, 2025.2-1.0-2",
        "29.0.0, 2026.1",
        "30.0.0, 2026.2",
        "30.0, 2026.2-0",
        "0.1.0, 2026.2-1.0",
        "0.1.0-SNAPSHOT, 2026.2-1.0-SNAPSHOT",
    })
    void aTagNamesARelease(String tag, String release) {
        assertThat(Release.parse(tag)).map(Release::toString).contains(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025.2", "28.0.1", "28.1.0-2", "0.1.0-SNAPSHOT", "30.0"})
    void whatIsWrittenDownNamesTheSame(String tag) {
        var release = Release.parse(tag).orElseThrow();
        assertThat(Release.parse(release.toString())).contains(release);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latest",
                "2025",
                "2025.3",
                "2025.0",
                "2009.2",
                "2025.2.1",
                "24.0.0",
                "31.0.0",
                "28",
                "1.0.0",
                "x28.0.0",
                "2025.2-"
            })
    void anythingElseNamesNone(String tag) {
        assertThat(Release.parse(tag)).isEmpty();
    }

    @Test
    void releasesFollowEachOtherTwiceAYear() {
        var first = new Release(2025, 1, "-4");
        assertThat(first.next()).isEqualTo(new Release(2025, 2, ""));
        assertThat(first.next().next()).isEqualTo(new Release(2026, 1, ""));
        assertThat(first.before(first.next())).isTrue();
        assertThat(first.next().before(first)).isFalse();
        assertThat(first.before(first)).isFalse();
        assertThat(first.sameSeries(new Release(2025, 1, ""))).isTrue();
    }
}
