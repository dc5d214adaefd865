package io.clavis.oauth1;

import io.clavis.http.Unauthorized;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When tokens end. */
final class Expiration {
    private Expiration() {}

    /** The end of what lives for some time from now; null where it lives for ever. */
    static @Nullable Instant after(Duration duration, InstantSource clock) {
        return duration.isZero() ? null : clock.instant().plus(duration).truncatedTo(ChronoUnit.MICROS);
    }

    /** 401 where it is over. */
    static void requireFuture(@Nullable Instant expiresAt, InstantSource clock, String kind) {
        if (expiresAt != null && clock.instant().isAfter(expiresAt)) {
            throw new Unauthorized(kind + " token is expired");
        }
    }
}
