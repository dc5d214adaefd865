package io.clavis.auth;

import io.clavis.auth.AuthOutcome.MoreMethodsRequired;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.token.FernetReceipts;
import io.clavis.crypto.token.ReceiptPayload;
import io.clavis.db.UsedOnce;
import io.clavis.http.Call;
import io.clavis.http.Unauthorized;
import io.clavis.throttle.Subject;
import io.clavis.throttle.Throttle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Receipts of users who have to pass several methods. They are kept nowhere; only those that led to a token are
 * remembered, so that they lead to no second one. Thread-safe.
 */
public final class Receipts {
    private static final String KIND = "receipt";
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private final FernetReceipts fernet;
    private final UsedOnce used;
    private final Throttle throttle;
    private final Duration expiration;
    private final InstantSource clock;

    /** @param expiration {@code [receipt] expiration} */
    public Receipts(FernetReceipts fernet, UsedOnce used, Throttle throttle, Duration expiration, InstantSource clock) {
        this.fernet = fernet;
        this.used = used;
        this.throttle = throttle;
        this.expiration = expiration;
        this.clock = clock;
    }

    Receipt issue(MoreMethodsRequired more) {
        var userId = more.account().user().id();
        var payload = new ReceiptPayload(userId, more.methods(), clock.instant().plus(expiration));
        var text = fernet.issue(payload);
        var issuedAt = fernet.read(text).issuedAt();
        return new Receipt(text, more.account(), more.methods(), more.rules(), issuedAt, payload.expiresAt());
    }

    /** The methods that a user passed; 401 for a receipt that is not good just now, or another user's. */
    List<String> methods(Call call, String text, String userId) {
        return throttle.guard(call, guess -> {
            guess.at(Subject.user(userId));
            return methods(text, userId);
        });
    }

    private List<String> methods(String text, String userId) {
        var payload = payload(text);
        if (!payload.userId().equals(userId)
                || !clock.instant().isBefore(payload.expiresAt())
                || used.contains(KIND, text)) {
            throw refusal(text);
        }
        return payload.methods();
    }

    /** Remembers a receipt that led to a token; 401 where another request was faster. */
    void consume(String text) {
        if (!used.add(KIND, text, expiration.plus(MARGIN))) {
            throw refusal(text);
        }
    }

    private ReceiptPayload payload(String text) {
        try {
            return fernet.read(text).payload();
        } catch (InvalidTokenException notOurs) {
            throw refusal(text);
        }
    }

    private static Unauthorized refusal(String text) {
        return Unauthorized.because("Could not find auth receipt: " + text + ".", "the receipt is not good");
    }
}
