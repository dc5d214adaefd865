package io.clavis.identity;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.ReferenceViolation;
import io.clavis.db.Transaction;
import io.clavis.http.Attributes;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Users who come by way of an identity provider: made on their first visit, known again later. Thread-safe. */
public final class ShadowUsers {
    private static final int NAME_LENGTH = 255;
    private final Database database;
    private final IdentitySettings settings;
    private final ExpiringMemberships memberships;
    private final InstantSource clock;

    /** {@code groupsChanged} ends the tokens that a user got before the user's groups were others. */
    public ShadowUsers(
            Database database, IdentitySettings settings, UserRevocation groupsChanged, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.memberships = new ExpiringMemberships(groupsChanged, clock);
        this.clock = clock;
    }

    /**
     * The user behind a visitor, with the name, address and groups of now.
     *
     * @throws Conflict if the user's id is taken by somebody who comes another way
     */
    public User visit(Origin origin, Visitor visitor) {
        Attributes.checkLength(visitor.uniqueId(), "id", NAME_LENGTH);
        Attributes.checkLength(visitor.displayName(), "name", NAME_LENGTH);
        try {
            return write(origin, visitor);
        } catch (DuplicateEntry madeMeanwhile) {
            return again(origin, visitor);
        }
    }

    private User again(Origin origin, Visitor visitor) {
        try {
            return write(origin, visitor);
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("federated_user", "Duplicate entry found with ID " + id(visitor));
        }
    }

    private User write(Origin origin, Visitor visitor) {
        try {
            return database.write(origin, tx -> {
                var known = FederatedLinkStore.userIdOf(tx.sql(), visitor.link());
                var id = known.orElseGet(() -> id(visitor));
                if (known.isPresent()) {
                    update(tx, id, visitor);
                } else {
                    insert(tx, id, visitor);
                }
                memberships.renew(tx, id, visitor, known.isPresent());
                return stored(tx, id).user(settings.compliance(), clock.instant());
            });
        } catch (ReferenceViolation gone) {
            throw new Unauthorized("the identity provider, its protocol or a group went away meanwhile");
        }
    }

    private void insert(Transaction tx, String id, Visitor visitor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var extra = withEmail(JsonNodeFactory.instance.objectNode(), visitor.email());
        var user = new StoredUser(
                id,
                visitor.domainId(),
                visitor.displayName(),
                true,
                null,
                now,
                SecurityCompliance.day(now),
                null,
                null,
                UserOptions.NONE,
                extra);
        UserStore.insert(tx.sql(), user);
        FederatedLinkStore.insert(tx.sql(), id, visitor.link(), visitor.displayName());
        tx.changed(Entity.USER, id, Operation.CREATED, visitor.domainId());
    }

    private void update(Transaction tx, String id, Visitor visitor) {
        var before = stored(tx, id);
        var today = SecurityCompliance.day(clock.instant());
        var extra = withEmail(before.extra(), visitor.email());
        boolean renamed = FederatedLinkStore.rename(tx.sql(), visitor.link(), visitor.displayName());
        if (!extra.equals(before.extra())) {
            UserStore.setExtra(tx.sql(), id, extra);
        }
        if (!Objects.equals(before.lastActiveAt(), today)) {
            UserStore.setLastActive(tx.sql(), id, today);
        }
        if (renamed || !extra.equals(before.extra()) || !today.equals(before.lastActiveAt())) {
            tx.changed(Entity.USER, id, Operation.UPDATED, before.domainId());
        }
    }

    private static ObjectNode withEmail(ObjectNode extra, @Nullable String email) {
        return email == null || email.isEmpty() ? extra : extra.deepCopy().put("email", email);
    }

    private static StoredUser stored(Transaction tx, String id) {
        return UserStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("user", id));
    }

    private static String id(Visitor visitor) {
        return PublicId.ofUser(visitor.domainId(), visitor.uniqueId());
    }
}
