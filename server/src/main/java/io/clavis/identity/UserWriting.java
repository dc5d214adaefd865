package io.clavis.identity;

import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import io.clavis.http.NotFound;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the writing of users does within a transaction, once all is checked and hashed. */
final class UserWriting {
    private final SecurityCompliance compliance;
    private final PasswordHistory history;
    private final UserRevocation revocation;
    private final InstantSource clock;

    UserWriting(SecurityCompliance compliance, UserRevocation revocation, InstantSource clock) {
        this.compliance = compliance;
        this.history = new PasswordHistory(compliance);
        this.revocation = revocation;
        this.clock = clock;
    }

    /** Makes a user; {@code hash} is that of the password, where there is one. */
    StoredUser insert(
            Transaction tx, String id, UserAttributes attributes, List<FederatedLink> links, @Nullable String hash) {
        var user = created(id, attributes);
        var sql = tx.sql();
        UserStore.insert(sql, user);
        UserStore.insertAccount(sql, user.id(), user.domainId(), user.name());
        if (attributes.saysPassword()) {
            history.start(sql, UserStore.accountId(sql, user.id()), hash, now());
        }
        UserStore.setOptions(sql, user.id(), attributes.options());
        FederatedLinks.replace(sql, user.id(), links, user.name());
        tx.changed(Entity.USER, user.id(), Operation.CREATED, user.domainId());
        // What is more than this row is read as it was stored.
        return attributes.saysPassword() || !attributes.options().isEmpty() ? stored(tx, user.id()) : user;
    }

    // Upstream sets every attribute anew, so that each update of an enabled user also ends a lock-out.
    StoredUser change(
            Transaction tx, String id, UserAttributes attributes, List<FederatedLink> links, @Nullable String hash) {
        var sql = tx.sql();
        tx.lock(Entity.USER, id);
        var before = stored(tx, id);
        boolean wasEnabled = before.user(compliance, clock.instant()).enabled();
        var after = changed(before, attributes, attributes.enabled(wasEnabled));
        UserStore.update(sql, after);
        if (after.enabled()) {
            UserStore.forgetFailures(sql, id);
        }
        var name = attributes.hasName() ? attributes.name() : before.name();
        if (attributes.hasName()) {
            rename(tx, before, name);
        }
        UserStore.setOptions(sql, id, attributes.options());
        FederatedLinks.replace(sql, id, links, name);
        if (attributes.saysPassword()) {
            history.reset(sql, account(tx, before, name), hash, after.options(), now());
        }
        tx.changed(Entity.USER, id, Operation.UPDATED, before.domainId());
        boolean disabled = attributes.saysEnabled() && !after.enabled() && wasEnabled;
        if (hash != null || disabled) {
            revocation.userChanged(tx, id);
        }
        return stored(tx, id);
    }

    private static void rename(Transaction tx, StoredUser user, String name) {
        boolean linked = FederatedLinkStore.rename(tx.sql(), user.id(), name);
        if (user.account() != null) {
            UserStore.rename(tx.sql(), user.id(), name);
            return;
        }
        if (!linked) {
            UserStore.insertAccount(tx.sql(), user.id(), user.domainId(), name);
        }
    }

    // A user from elsewhere becomes able to log in here as well by being given a password.
    private static int account(Transaction tx, StoredUser before, String name) {
        var account = stored(tx, before.id()).account();
        if (account != null) {
            return account.id();
        }
        UserStore.insertAccount(tx.sql(), before.id(), before.domainId(), name);
        return UserStore.accountId(tx.sql(), before.id());
    }

    void delete(Transaction tx, String id) {
        tx.lock(Entity.USER, id);
        var user = stored(tx, id);
        UserStore.delete(tx.sql(), id);
        tx.changed(Entity.USER, id, Operation.DELETED, user.domainId());
        revocation.userChanged(tx, id);
    }

    void forgetDefaultProject(Transaction tx, String projectId) {
        for (var id : UserStore.idsWithDefaultProject(tx.sql(), projectId)) {
            tx.changed(Entity.USER, id, Operation.UPDATED, null);
        }
        UserStore.clearDefaultProject(tx.sql(), projectId);
    }

    private StoredUser created(String id, UserAttributes attributes) {
        boolean enabled = attributes.enabled(true);
        return new StoredUser(
                id,
                attributes.domainId(),
                attributes.name(),
                enabled,
                attributes.defaultProjectId(null),
                now(),
                lastActive(enabled, null),
                null,
                null,
                UserOptions.NONE,
                attributes.extra(JsonNodeFactory.instance.objectNode()));
    }

    private StoredUser changed(StoredUser before, UserAttributes attributes, boolean enabled) {
        var options = new HashMap<>(before.options().values());
        options.putAll(attributes.options());
        return new StoredUser(
                before.id(),
                before.domainId(),
                before.name(),
                enabled,
                attributes.defaultProjectId(before.defaultProjectId()),
                before.createdAt(),
                lastActive(enabled, before.lastActiveAt()),
                before.account(),
                before.passwordExpiresAt(),
                new UserOptions(options),
                attributes.extra(before.extra()));
    }

    // Whoever is enabled, or stays so in an update, counts as active today.
    private @Nullable LocalDate lastActive(boolean enabled, @Nullable LocalDate before) {
        return enabled && compliance.disableUserAccountDaysInactive() > 0 ? SecurityCompliance.day(now()) : before;
    }

    private static StoredUser stored(Transaction tx, String id) {
        return UserStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("user", id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
