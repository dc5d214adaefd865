package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What an auth receipt holds: the methods that a user has passed so far. */
public record ReceiptPayload(String userId, List<String> methods, Instant expiresAt) {
    /** Cuts the expiry to whole seconds. */
    public ReceiptPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }
}
