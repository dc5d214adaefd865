package io.clavis.identity;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Gives an account a new password and keeps as many of the earlier ones as must not come again. */
final class PasswordHistory {
    private final SecurityCompliance compliance;

    PasswordHistory(SecurityCompliance compliance) {
        this.compliance = compliance;
    }

    /** The passwords that a new one must differ from. */
    List<StoredPassword> compared(List<StoredPassword> history) {
        return last(history, compliance.uniqueLastPasswordCount());
    }

    /** The first password of an account; upstream reads the options only after this. */
    void start(DSLContext sql, int accountId, @Nullable String hash, Instant now) {
        var expiry = compliance.changePasswordUponFirstUse() ? now : compliance.expiry(UserOptions.NONE, now);
        PasswordStore.insert(sql, accountId, hash, now, expiry, false);
    }

    /** A password that somebody else chose. */
    void reset(DSLContext sql, int accountId, @Nullable String hash, UserOptions options, Instant now) {
        retire(sql, accountId, now);
        var expiry = compliance.demandsChange(options) ? now : compliance.expiry(options, now);
        PasswordStore.insert(sql, accountId, hash, now, expiry, false);
    }

    /** A password that its owner chose. */
    void change(DSLContext sql, int accountId, String hash, UserOptions options, Instant now) {
        retire(sql, accountId, now);
        PasswordStore.insert(sql, accountId, hash, now, compliance.expiry(options, now), true);
    }

    // One is kept even where none is compared, as upstream does.
    private void retire(DSLContext sql, int accountId, Instant now) {
        var history = PasswordStore.history(sql, accountId);
        var kept = last(history, Math.max(1, compliance.uniqueLastPasswordCount()));
        PasswordStore.delete(
                sql,
                history.subList(0, history.size() - kept.size()).stream()
                        .map(StoredPassword::id)
                        .toList());
        PasswordStore.expire(sql, accountId, now);
    }

    private static List<StoredPassword> last(List<StoredPassword> history, int count) {
        return history.subList(Math.max(0, history.size() - count), history.size());
    }
}
