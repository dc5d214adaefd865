package io.clavis.identity;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.Unauthorized;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Lets users change their own passwords. */
final class PasswordChange {
    private final Database database;
    private final PasswordLogin login;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final PasswordHistory history;
    private final UserRevocation revocation;
    private final InstantSource clock;

    PasswordChange(
            Database database,
            PasswordLogin login,
            PasswordHashing hashing,
            PasswordRules rules,
            SecurityCompliance compliance,
            UserRevocation revocation,
            InstantSource clock) {
        this.database = database;
        this.login = login;
        this.hashing = hashing;
        this.rules = rules;
        this.history = new PasswordHistory(compliance);
        this.revocation = revocation;
        this.clock = clock;
    }

    /** 401 where the original is wrong, 400 where the new one breaks a rule. */
    void change(Origin origin, String userId, String original, String password) {
        var verified = login.loginToChange(origin, userId, original);
        var user = verified.user();
        rules.check(password);
        if (user.options().locksPassword()) {
            throw PasswordRules.locked();
        }
        var account = user.account();
        var present = verified.password();
        if (account == null || present == null) {
            throw changedMeanwhile();
        }
        var kept = database.read(sql -> PasswordStore.history(sql, account.id()));
        // Only the password that the original was compared with may be replaced.
        var current =
                current(kept).filter(last -> last.id() == present.id()).orElseThrow(PasswordChange::changedMeanwhile);
        rules.checkAge(current, clock.instant());
        if (history.compared(kept).stream().anyMatch(earlier -> hashing.verify(password, earlier.hash()))) {
            throw rules.usedBefore();
        }
        var hash = hashing.hash(password);
        database.write(origin, tx -> {
            replace(tx, user, account, current, hash);
            return true;
        });
    }

    private void replace(Transaction tx, StoredUser user, LocalAccount account, StoredPassword verified, String hash) {
        tx.lock(Entity.USER, user.id());
        var current = PasswordStore.current(tx.sql(), account.id());
        if (current.filter(password -> password.id() == verified.id()).isEmpty()) {
            throw changedMeanwhile();
        }
        history.change(
                tx.sql(), account.id(), hash, user.options(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        tx.changed(Entity.USER, user.id(), Operation.UPDATED, user.domainId());
        revocation.userChanged(tx, user.id());
    }

    private static Optional<StoredPassword> current(List<StoredPassword> history) {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    // Somebody else changed it since the original was verified, so the original is no longer right.
    private static Unauthorized changedMeanwhile() {
        return new Unauthorized("Error when changing user password: the password was changed meanwhile");
    }
}
