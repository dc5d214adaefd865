package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathPatternTest {
    private static boolean matches(String pattern, String path) {
        return new PathPattern(pattern).matches(path);
    }

    @Test
    void aStarAndANameStayWithinOneSegmentAndAreNeverEmpty() {
        for (var pattern : new String[] {"/v3/users/*/groups", "/v3/users/{user_id}/groups"}) {
            assertThat(matches(pattern, "/v3/users/ada/groups")).as(pattern).isTrue();
            assertThat(matches(pattern, "/v3/users//groups")).as(pattern).isFalse();
            assertThat(matches(pattern, "/v3/users/a/b/groups")).as(pattern).isFalse();
        }
    }

    @Test
    void twoStarsStandForAnything() {
        assertThat(matches("/v3/**", "/v3/")).isTrue();
        assertThat(matches("/v3/**/x", "/v3/a/b/x")).isTrue();
        assertThat(matches("/v3/**/x", "/v3/a/b/y")).isFalse();
    }

    @Test
    void allElseIsMeantLiterally() {
        assertThat(matches("/v3.1", "/v3.1")).isTrue();
        assertThat(matches("/v3.1", "/v3x1")).isFalse();
        assertThat(matches("/v3", "/v3/users")).isFalse();
        assertThat(matches("/v3/users", "/v3")).isFalse();
    }

    @Test
    void aHostilePatternIsDecided() {
        assertThat(matches("/" + "**a".repeat(42), "/" + "a".repeat(8000) + "b"))
                .isFalse();
    }
}
