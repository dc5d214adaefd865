package io.clavis.identity;

import io.clavis.db.Database;
import io.clavis.db.Origin;
import io.clavis.http.Unauthorized;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs users in by password: locked, wrong, disabled, expired, in upstream's order. Passwords are verified between the
 * transactions, never within one. What is counted here shows nowhere, so the change feed hears nothing of it.
 */
final class PasswordLogin {
    private final Database database;
    private final PasswordHashing hashing;
    private final SecurityCompliance compliance;
    private final InstantSource clock;

    /** Who logs in, and the password that was compared. */
    record Candidate(
            StoredUser user,
            @Nullable LocalAccount account,
            @Nullable StoredPassword password) {
        @Nullable
        String hash() {
            return password == null ? null : password.hash();
        }
    }

    PasswordLogin(Database database, PasswordHashing hashing, SecurityCompliance compliance, InstantSource clock) {
        this.database = database;
        this.hashing = hashing;
        this.compliance = compliance;
        this.clock = clock;
    }

    /** The user whose password this is; 401 for every reason against it. */
    User login(Origin origin, String userId, String password) {
        var candidate = verified(origin, userId, password);
        var user = candidate.user();
        if (isExpired(user, clock.instant())) {
            throw Unauthorized.because("The password is expired and needs to be changed for user: " + user.id() + ".");
        }
        succeeded(origin, candidate);
        return user.user(compliance, clock.instant());
    }

    /** The same for who is about to change the password, be it expired or not. */
    Candidate loginToChange(Origin origin, String userId, String password) {
        var candidate = verified(origin, userId, password);
        if (!isExpired(candidate.user(), clock.instant())) {
            succeeded(origin, candidate);
        }
        return candidate;
    }

    /** Takes as long as a wrong password does. */
    void spendTime(String password) {
        hashing.verify(password, null);
    }

    private Candidate verified(Origin origin, String userId, String password) {
        var candidate = database.read(sql -> UserStore.find(sql, userId).map(user -> {
            var account = user.account();
            var current = account == null ? Optional.<StoredPassword>empty() : PasswordStore.current(sql, account.id());
            return new Candidate(user, account, current.orElse(null));
        }));
        if (candidate.isEmpty()) {
            spendTime(password);
            throw wrong();
        }
        var found = candidate.get();
        refuseLocked(found, password, clock.instant());
        if (!hashing.verify(password, found.hash())) {
            failed(origin, found);
            throw wrong();
        }
        if (!found.user().user(compliance, clock.instant()).enabled()) {
            throw Unauthorized.because("The account is disabled for user: " + userId + ".");
        }
        return found;
    }

    // Neither the words nor the time may tell that there is such an account.
    private void refuseLocked(Candidate candidate, String password, Instant now) {
        var account = candidate.account();
        if (account == null || candidate.user().options().ignoresLockout()) {
            return;
        }
        if (compliance.isLocked(account.failedAuthCount(), account.failedAuthAt(), now)) {
            spendTime(password);
            throw new Unauthorized(
                    "The account is locked for user: " + candidate.user().id() + ".");
        }
    }

    private void failed(Origin origin, Candidate candidate) {
        var account = candidate.account();
        if (account == null) {
            return;
        }
        var user = candidate.user();
        boolean lockIsOver = !user.options().ignoresLockout() && compliance.isLockable(account.failedAuthCount());
        database.write(origin, tx -> {
            UserStore.countFailure(tx.sql(), user.id(), lockIsOver, clock.instant());
            return true;
        });
    }

    // Written once a day for each user, and after failures.
    private void succeeded(Origin origin, Candidate candidate) {
        var user = candidate.user();
        var account = candidate.account();
        var today = SecurityCompliance.day(clock.instant());
        boolean hadFailures = account != null && account.failedAuthCount() > 0;
        boolean firstToday = !today.equals(user.lastActiveAt());
        if (!hadFailures && !firstToday) {
            return;
        }
        database.write(origin, tx -> {
            if (hadFailures) {
                UserStore.forgetFailures(tx.sql(), user.id());
            }
            if (firstToday) {
                UserStore.setLastActive(tx.sql(), user.id(), today);
            }
            return true;
        });
    }

    private static boolean isExpired(StoredUser user, Instant now) {
        var expiresAt = user.passwordExpiresAt();
        return expiresAt != null && !user.options().ignoresPasswordExpiry() && !now.isBefore(expiresAt);
    }

    static Unauthorized wrong() {
        return new Unauthorized("Invalid user / password");
    }
}
