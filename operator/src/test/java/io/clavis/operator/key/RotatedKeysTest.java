package io.clavis.operator.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RotatedKeysTest {
    private static final String AT = "2026-03-01T00:00:07Z";

    private final SecureRandom random = new SecureRandom();
    private final FernetKeySet present = FernetKeySet.initial(3, random);
    private final Map<String, String> rotated = Rotation.of(present.data(), 3, random);

    @Test
    void whatARotationMakesIsAccepted() {
        assertThat(rotated).containsOnlyKeys("0", "2", "3");
        assertThat(check(rotated, AT))
                .isInstanceOfSatisfying(
                        RotatedKeys.Accepted.class,
                        accepted -> assertThat(accepted.keys().data()).isEqualTo(rotated));
    }

    @Test
    void manyRotationsInARowAreAccepted() {
        var keys = present;
        for (int round = 0; round < 20; round++) {
            var next = RotatedKeys.check(Rotation.of(keys.data(), 5, random), AT, keys, 5);
            keys = ((RotatedKeys.Accepted) next).keys();
        }
        assertThat(keys.data()).containsOnlyKeys("0", "19", "20", "21", "22");
    }

    @Test
    void nothingIsNothing() {
        assertThat(RotatedKeys.check(Map.of(), null, present, 3)).isEqualTo(new RotatedKeys.None());
    }

    @Test
    void theKeysInUseAreAppliedAlready() {
        assertThat(check(present.data(), AT)).isEqualTo(new RotatedKeys.Applied());
    }

    @Test
    void withoutATimeTheRotationIsNotComplete() {
        assertThat(RotatedKeys.check(rotated, null, present, 3))
                .isEqualTo(new RotatedKeys.Refused("it does not say when the rotation was complete"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-03-01", "2026-03-01T00:00:07", "1772323207"})
    void aTimeOfAnotherFormIsRefused(String at) {
        refused(check(rotated, at), "RFC 3339");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T00:00:07.25Z", "2026-03-01T00:00:07+02:00"})
    void everyFormOfRfc3339IsTaken(String at) {
        assertThat(check(rotated, at)).isInstanceOf(RotatedKeys.Accepted.class);
    }

    @Test
    void tooFewAndTooManyAreRefused() {
        var few = new TreeMap<>(rotated);
        few.remove("2");
        refused(check(few, AT), "there are 2 keys, expected 3 to 4");
        refused(check(Map.of(), AT), "there are 0 keys, expected 3 to 4");
        refused(check(FernetKeySet.initial(5, random).data(), AT), "there are 5 keys, expected 3 to 4");
    }

    @Test
    void oneMoreThanThereMayBeIsStillAccepted() {
        assertThat(check(Rotation.of(present.data(), 4, random), AT)).isInstanceOf(RotatedKeys.Accepted.class);
    }

    @Test
    void malformedKeysAreRefusedWithoutShowingThem() {
        var odd = new TreeMap<>(rotated);
        odd.put("2", "c2hvcnQ=");
        assertThat(check(odd, AT)).isEqualTo(new RotatedKeys.Refused("key 2 does not have 44 letters"));
    }

    @Test
    void keysWithoutThePrimaryInUseAreRefused() {
        refused(check(FernetKeySet.initial(3, random).data(), AT), "the primary key in use is not among them");
    }

    @Test
    void aPrimaryThatNoServerKnowsIsRefused() {
        var twice = Rotation.of(Rotation.of(present.data(), 4, random), 4, random);
        refused(check(twice, AT), "the new primary key is not the one that was staged");
    }

    private RotatedKeys check(Map<String, String> data, String at) {
        return RotatedKeys.check(data, at, present, 3);
    }

    private static void refused(RotatedKeys result, String reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        RotatedKeys.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }
}
