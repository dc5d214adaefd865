package io.clavis.operator.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RotatedPasswordTest {
    private static final String AT = "2026-03-01T12:00:00Z";
    private static final String GOOD = "abcdefghijklmnopqrstuvwxyz-_0123";

    @Test
    void aGoodOneIsTaken() {
        assertThat(RotatedPassword.problem(held(GOOD), AT, 32)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24,23", "32,31", "32,24", "8,23"})
    void oneThatIsTooShortIsNot(int asked, int characters) {
        assertThat(RotatedPassword.problem(held(GOOD.substring(0, characters)), AT, asked))
                .hasValue("it has " + characters + " characters, expected at least " + Math.max(asked, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "+", "/", "=", "\"", "é", "\t", "\u0000"})
    void otherCharactersAreRefused(String other) {
        assertThat(RotatedPassword.problem(held(GOOD + other), AT, 32))
                .hasValue("it has other characters than letters, digits, - and _");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\nabc", "\r\n", "\rabc"})
    void severalLinesAreRefused(String more) {
        assertThat(RotatedPassword.problem(held(GOOD + more), AT, 32)).hasValue("it is not one line");
    }

    @Test
    void nothingButThePasswordIsExpected() {
        assertThat(RotatedPassword.problem(Map.of(), AT, 32)).isPresent();
        assertThat(RotatedPassword.problem(held(""), AT, 32)).isPresent();
        assertThat(RotatedPassword.problem(Map.of("username", base64("x"), "password", base64(GOOD)), AT, 32))
                .hasValue("expected the key password and no other");
        assertThat(RotatedPassword.problem(Map.of("password", "***"), AT, 32)).hasValue("it is not base64");
    }

    @Test
    void itHasToSayWhenItWasComplete() {
        assertThat(RotatedPassword.problem(held(GOOD), null, 32)).isPresent();
        assertThat(RotatedPassword.problem(held(GOOD), "yesterday", 32)).isPresent();
    }

    @Test
    void noReasonShowsAnythingOfIt() {
        for (var bad : new String[] {GOOD + "\n", GOOD + "+", GOOD.substring(0, 20)}) {
            assertThat(RotatedPassword.problem(held(bad), AT, 32).orElseThrow()).doesNotContain(bad.substring(0, 5));
        }
    }

    private static Map<String, String> held(String password) {
        return Map.of("password", base64(password));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
