package io.clavis.operator.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FernetKeySetTest {
    private final FernetKeySet keys = FernetKeySet.initial(4, new SecureRandom());

    @Test
    void newKeysAreNumberedFromTheStagedOne() {
        assertThat(keys.data()).containsOnlyKeys("0", "1", "2", "3");
        assertThat(new HashSet<>(keys.data().values())).hasSize(4);
        assertThat(keys.data().values()).allSatisfy(value -> {
            var text = new String(Base64.getDecoder().decode(value), US_ASCII);
            assertThat(text).hasSize(44);
            assertThat(Base64.getUrlDecoder().decode(text)).hasSize(32);
        });
    }

    @Test
    void theyAreReadBackAsTheyWere() {
        assertThat(FernetKeySet.read(keys.data()).sameAs(keys)).isTrue();
        assertThat(FernetKeySet.initial(4, new SecureRandom()).sameAs(keys)).isFalse();
        assertThat(keys.resized(3).sameAs(keys)).isFalse();
    }

    @Test
    void theOtherAlphabetIsRead() {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        var data = new TreeMap<>(keys.data());
        data.put("3", encoded(Base64.getEncoder().encodeToString(bytes)));
        assertThat(FernetKeySet.read(data).data().get("3"))
                .isEqualTo(encoded(Base64.getUrlEncoder().encodeToString(bytes)));
    }

    @Test
    void fewerKeysLoseTheOldestAndKeepStagedAndPrimary() {
        assertThat(keys.resized(3).data()).isEqualTo(without("1"));
        assertThat(keys.resized(1).data()).containsOnlyKeys("0", "3");
    }

    @Test
    void moreRoomChangesNothing() {
        assertThat(keys.resized(9).sameAs(keys)).isTrue();
    }

    @Test
    void theTextOfAllShowsNoKey() {
        assertThat(keys).hasToString("keys [0, 1, 2, 3]");
    }

    @Test
    void whatIsNoSetOfKeysIsRefused() {
        refused(with("x", keys.data().get("1")), "a key's name is not a number");
        refused(with("01", keys.data().get("1")), "a key's name is not a number");
        refused(with("3", encoded("short")), "key 3 does not have 44 letters");
        refused(with("3", encoded("!".repeat(44))), "key 3 is not base64");
        refused(with("3", encoded("A".repeat(44))), "key 3 does not have 32 bytes");
        refused(with("3", "not base64 at all!"), "key 3 is not base64");
        refused(with("3", keys.data().get("1")), "keys 1 and 3 are the same");
        refused(without("0"), "there is no staged key 0 beside a primary one");
        refused(Map.of("0", keys.data().get("0")), "there is no staged key 0 beside a primary one");
        refused(Map.of(), "there is no staged key 0 beside a primary one");
    }

    private static void refused(Map<String, String> data, String message) {
        assertThatThrownBy(() -> FernetKeySet.read(data))
                .isInstanceOf(InvalidKeys.class)
                .hasMessage(message)
                .hasNoCause();
    }

    private Map<String, String> with(String name, String value) {
        var data = new TreeMap<>(keys.data());
        data.put(name, value);
        return data;
    }

    private Map<String, String> without(String name) {
        var data = new TreeMap<>(keys.data());
        data.remove(name);
        return data;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
