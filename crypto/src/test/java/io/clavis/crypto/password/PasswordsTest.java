package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clavis.crypto.Vectors;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final String PASSWORD = Vectors.text("passwords", "password");

    private final List<Passwords> opened = new ArrayList<>();

    private static PasswordSettings settings(PasswordAlgorithm algorithm, boolean strict) {
        return new PasswordSettings(algorithm, 4, 4, 8, 1, 16, 4096, strict, 2, 8, Duration.ofSeconds(30));
    }

    private Passwords with(PasswordAlgorithm algorithm) {
        return with(settings(algorithm, false));
    }

    private Passwords with(PasswordSettings settings) {
        var passwords = new Passwords(settings, new SecureRandom());
        opened.add(passwords);
        return passwords;
    }

    @AfterEach
    void close() {
        opened.forEach(Passwords::close);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHashedIsVerified(PasswordAlgorithm algorithm) {
        var passwords = with(algorithm);
        for (var password : List.of("", "a", PASSWORD, "nul\0nul", "\ud83d\udd11".repeat(10), "x".repeat(71))) {
            var hash = passwords.hash(password);
            assertThat(passwords.verify(password, hash)).isTrue();
            assertThat(passwords.verify(password + "y", hash)).isFalse();
            assertThat(passwords.hash(password)).isNotEqualTo(hash);
        }
    }

    @ParameterizedTest
    @EnumSource
    void upstreamsHashesAreVerifiedWhateverIsConfigured(PasswordAlgorithm configured) {
        var passwords = with(configured);
        for (var name : List.of("bcrypt", "bcrypt_sha256", "scrypt", "pbkdf2_sha512")) {
            var hash = Vectors.text("passwords", name);
            assertThat(passwords.verify(PASSWORD, hash)).as(name).isTrue();
            assertThat(passwords.verify("s3cret-pass", hash)).as(name).isFalse();
        }
    }

    @Test
    void hashesLookLikeUpstreams() {
        assertThat(with(PasswordAlgorithm.BCRYPT).hash("x")).matches("\\$2b\\$04\\$[./A-Za-z0-9]{53}");
        assertThat(with(PasswordAlgorithm.BCRYPT_SHA256).hash("x"))
                .matches("\\$bcrypt-sha256\\$v=2,t=2b,r=4\\$[./A-Za-z0-9]{22}\\$[./A-Za-z0-9]{31}");
        assertThat(with(PasswordAlgorithm.SCRYPT).hash("x"))
                .matches("\\$scrypt\\$ln=4,r=8,p=1\\$[+/A-Za-z0-9]{22}\\$[+/A-Za-z0-9]{43}");
        assertThat(with(PasswordAlgorithm.PBKDF2_SHA512).hash("x"))
                .matches("\\$pbkdf2-sha512\\$4\\$[+/A-Za-z0-9]{22}\\$[+/A-Za-z0-9]{86}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2a", "2b", "2x", "2y"})
    void everyBcryptLetterIsAccepted(String ident) {
        var hash = Vectors.text("passwords", "bcrypt").replace("$2b$", "$" + ident + "$");
        assertThat(with(PasswordAlgorithm.BCRYPT).verify(PASSWORD, hash)).isTrue();
    }

    @Test
    void dotsForPlusesInPbkdf2AreAccepted() {
        var passwords = with(PasswordAlgorithm.PBKDF2_SHA512);
        var hash = passwords.hash("x");
        while (!hash.contains("+")) {
            hash = passwords.hash("x");
        }
        assertThat(passwords.verify("x", hash.replace('+', '.'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$bcrypt-sha256$2b,4$Qf3kSTfZtd0l8rYv86nlcO$LUcozK2k4rNTCcfV8cGy0UYkAmPvRQq",
                "$bcrypt-sha256$2a,4$Qf3kSTfZtd0l8rYv86nlcO$LUcozK2k4rNTCcfV8cGy0UYkAmPvRQq",
                "$bcrypt-sha256$v=2,t=2b,r=5$8oIF0ZmCleT2mmgRtM0mCu$hR3rqHCH8HANuB.b7RWBn3liHE4677i",
                "$pbkdf2-sha512$100$/x8j5HwvhRDC.N9bqxVibA$ytbUxw/XA8yE7vS8HWn9z054SoZg65pjqCcBU4FrTDY"
                        + ".OnjbHF/CbXwmQx6JDOnhpYuVSBfEeYsktaJ1xoT8Xg",
                "$scrypt$ln=4,r=8,p=1$PgcgJKSUspaScq41plTqXQ$yxq79bY6q55JQ507Ngn1M0Egzn8Dhzoblm9uEHwb+Xk"
            })
    void whatPasslibWroteForOlderReleasesIsVerified(String hash) {
        var passwords = with(PasswordAlgorithm.PBKDF2_SHA512);
        assertThat(passwords.verify("secret", hash)).isTrue();
        assertThat(passwords.verify("Secret", hash)).isFalse();
    }

    static Stream<String> sha512CryptHashes() {
        return Stream.of(
                "$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1 0",
                "$6$rounds=1000$short$Ocl6K/qPAcDqPeFvc9A.3r9CpINjXCDnNaLAGbHGaUfW/VAnUhMnVHLP9fLC0f.gFxi5W6DCYe3HkDMICsYY21 0",
                "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1 1",
                "$6$rounds=1234$sixteencharslong$5Yuo.oqTw4LFsVAqrU.UmccajJ8pa0aD4x/uXj7zg2zC/MXJzisL0YlPuMl6/DXzRpkBiAxLcnQB6gShHeSuQ. 1",
                "$6$saltstring$Qe8tM9D.h7dhJIqkcWwso2W/e14ljz6zkyVFVwoxhivyXqrwkd5VLlYPdhlwff.Eez0bV2H52KoHTgb/og0Ik/ 2",
                "$6$rounds=1000$short$Gh63cAtyCgXjqbnhIGyZSMEvaqXCq0tEjWSs9/TKkQVhJA6/JRHH8sX4ogD1LKFUOPTNE/fr45Fc1yxh0hN4n1 2",
                "$6$saltstring$t/vS3tNiwbmeMnRhTQEJC3i7pLg9uwDIDrHMZe.x48YSGH3Yz7i75iqOKQ3x14i1m4/G1kPQA3FsfPQO925OZ. 3",
                "$6$rounds=1000$short$RmNBvUhlnrBdYfOvmJi/voSVI.xcXTztfVBBTG6g7bKdlwUOuhwGnxpRMrTuggpxgAk3ptPVQX9QpzU/CSlYZ. 3");
    }

    @ParameterizedTest
    @MethodSource("sha512CryptHashes")
    void sha512CryptIsVerified(String line) {
        var hash = line.substring(0, line.indexOf(' '));
        var password = List.of("", "Hello world!", PASSWORD, "x".repeat(130)).get(line.charAt(line.length() - 1) - '0');
        var passwords = with(PasswordAlgorithm.PBKDF2_SHA512);
        assertThat(passwords.verify(password, hash)).isTrue();
        assertThat(passwords.verify(password + "!", hash)).isFalse();
    }

    @Test
    void withBcryptConfiguredOnly72BytesCountForAnyHash() {
        var bcrypt = with(PasswordAlgorithm.BCRYPT);
        var scrypt = with(PasswordAlgorithm.SCRYPT);
        var password = "\u00e4".repeat(36);
        assertThat(bcrypt.verify(password + "x", bcrypt.hash(password))).isTrue();
        assertThat(bcrypt.verify(password + "x", scrypt.hash(password))).isTrue();
        assertThat(scrypt.verify(password + "x", scrypt.hash(password))).isFalse();
        assertThat(bcrypt.verify(password + "x", scrypt.hash(password + "x"))).isFalse();
        assertThat(scrypt.verify("y".repeat(5000), scrypt.hash("y".repeat(4096))))
                .isTrue();
    }

    @Test
    void bcryptIsVerifiedForLongPasswordsToo() {
        var scrypt = with(PasswordAlgorithm.SCRYPT);
        var hash = with(PasswordAlgorithm.BCRYPT).hash("x".repeat(72));
        assertThat(scrypt.verify("x".repeat(4096), hash)).isTrue();
        assertThat(scrypt.verify("y".repeat(4096), hash)).isFalse();
    }

    @Test
    void strictCheckRefusesInsteadOfCutting() {
        var strict = with(settings(PasswordAlgorithm.BCRYPT, true));
        var hash = strict.hash("x".repeat(72));
        assertThatExceptionOfType(PasswordTooLongException.class)
                .isThrownBy(() -> strict.hash("x".repeat(73)))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(72));
        assertThatExceptionOfType(PasswordTooLongException.class).isThrownBy(() -> strict.verify("x".repeat(73), hash));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "$2b$99$6o35.7pQ1w3BjOYOPXMU8.PELGxJW2CxrkYo/CGMeJtg/tJFmNOIu",
                "$bcrypt-sha256$v=3,t=2b,r=5$8oIF0ZmCleT2mmgRtM0mCu$hR3rqHCH8HANuB.b7RWBn3liHE4677i",
                "$scrypt$ln=63,r=8,p=1$Rj+WUK01ZNIbCoYvlGAmkw$n/zIew/74LtPqenwHtZasOHg/2Cyq+nT+iNCZ8o/h9s",
                "$scrypt$ln=4,r=8,p=1$A$n",
                "$pbkdf2-sha512$1000$YliVemV6Bl6KUgwH9Y7lig$short"
            })
    void hashesThatNobodyCanReadFitNoPassword(String hash) {
        assertThat(with(PasswordAlgorithm.SCRYPT).verify(PASSWORD, hash)).isFalse();
    }

    @Test
    void loneSurrogatesAreNotTakenForQuestionMarks() {
        var passwords = with(PasswordAlgorithm.BCRYPT);
        assertThat(passwords.verify("\ud800", passwords.hash("?"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> passwords.hash("\ud800"));
    }

    @ParameterizedTest
    @EnumSource
    void unknownUsersAreAlwaysRefused(PasswordAlgorithm algorithm) {
        assertThat(with(algorithm).verifyUnknown(PASSWORD)).isFalse();
    }

    @Test
    void weakSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PasswordSettings.defaults(PasswordAlgorithm.BCRYPT).withRounds(3));
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordAlgorithm.of("md5"));
        assertThat(PasswordAlgorithm.of("bcrypt_sha256")).isEqualTo(PasswordAlgorithm.BCRYPT_SHA256);
    }
}
