package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Bcrypt} keeps to. */
interface BcryptContract {
    String SALT = "CCCCCCCCCCCCCCCCCCCCC.";

    Bcrypt bcrypt();

    @Test
    default void theKnownAnswersAreGiven() {
        for (var sample : BcryptSample.all()) {
            assertThat(bcrypt().digest(sample.password(), sample.salt(), sample.cost()))
                    .isEqualTo(sample.digest());
        }
    }

    @Test
    default void anyBytesOfAnyLengthGiveWhatTheyGiveInJava() {
        var java = new BouncyBcrypt();
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            var password = new byte[random.nextInt(90)];
            random.nextBytes(password);
            var bytes = new byte[16];
            random.nextBytes(bytes);
            var salt = BcryptBase64.encode(bytes);
            assertThat(bcrypt().digest(password, salt, 4)).isEqualTo(java.digest(password, salt, 4));
        }
    }

    @Test
    default void whatFollowsAZeroByteCounts() {
        assertThat(bcrypt().digest("nul\0one".getBytes(), SALT, 4))
                .isNotEqualTo(bcrypt().digest("nul".getBytes(), SALT, 4))
                .isNotEqualTo(bcrypt().digest("nul\0two".getBytes(), SALT, 4));
    }

    @Test
    default void only72BytesCount() {
        var password = new byte[4096];
        Arrays.fill(password, (byte) 'x');
        var digest = bcrypt().digest(password, SALT, 4);
        assertThat(bcrypt().digest(Arrays.copyOf(password, 72), SALT, 4)).isEqualTo(digest);
        assertThat(bcrypt().digest(Arrays.copyOf(password, 71), SALT, 4)).isNotEqualTo(digest);
    }

    @Test
    default void thePasswordIsLeftAsItWas() {
        var password = "U*U".getBytes();
        bcrypt().digest(password, SALT, 4);
        assertThat(password).isEqualTo("U*U".getBytes());
    }

    @Test
    default void manyThreadsDoNotDisturbEachOther() {
        var one = bcrypt();
        var java = new BouncyBcrypt();
        var digests = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> one.digest(("p" + i).getBytes(), SALT, 4)))
                .toList();
        for (int i = 0; i < digests.size(); i++) {
            assertThat(digests.get(i).join()).isEqualTo(java.digest(("p" + i).getBytes(), SALT, 4));
        }
    }
}
