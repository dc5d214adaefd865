package io.clavis.identity;

import static io.clavis.db.Tables.GROUP;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.NotFound;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules on who is in which group. Thread-safe. */
public final class Memberships {
    private static final Logger LOG = LoggerFactory.getLogger(Memberships.class);
    private final Database database;
    private final IdentitySettings settings;
    private final UserRevocation revocation;
    private final InstantSource clock;

    public Memberships(Database database, IdentitySettings settings, UserRevocation revocation, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.revocation = revocation;
        this.clock = clock;
    }

    /** Puts a user into a group; nothing happens to who is there already. 404 where there is no group or user. */
    public void add(Origin origin, String userId, String groupId) {
        try {
            database.write(origin, tx -> put(tx, userId, groupId));
        } catch (DuplicateEntry putBySomebodyElse) {
            LOG.debug("user {} was put into group {} by somebody else", userId, groupId);
        }
    }

    private static boolean put(Transaction tx, String userId, String groupId) {
        boolean isUser = tx.keep(Entity.USER, userId);
        tx.keep(Entity.GROUP, groupId);
        var group = group(tx, groupId);
        if (!isUser) {
            throw NotFound.of("user", userId);
        }
        if (MembershipStore.exists(tx.sql(), userId, groupId)) {
            return false;
        }
        MembershipStore.insert(tx.sql(), userId, groupId);
        changed(tx, userId, group, Operation.CREATED);
        return true;
    }

    /** Takes a user out of a group and ends the user's tokens; 404 for who was not there for good. */
    public void remove(Origin origin, String userId, String groupId) {
        database.write(origin, tx -> {
            var group = group(tx, groupId);
            requireUser(tx, userId);
            if (!MembershipStore.delete(tx.sql(), userId, groupId)) {
                throw absent(userId, groupId);
            }
            changed(tx, userId, group, Operation.DELETED);
            revocation.userChanged(tx, userId);
            return true;
        });
    }

    /** 404 unless the user is in the group just now. */
    public void check(String userId, String groupId) {
        boolean found = database.read(sql -> {
            if (!GroupStore.exists(sql, groupId)) {
                throw NotFound.of("group", groupId);
            }
            if (!UserStore.exists(sql, userId)) {
                throw NotFound.of("user", userId);
            }
            return MembershipStore.ofUser(sql, userId, GROUP.ID.eq(groupId), settings.federatedMembership()).stream()
                    .anyMatch(this::isValid);
        });
        if (!found) {
            throw absent(userId, groupId);
        }
    }

    /** The groups that a user is in just now; empty without such a user. */
    Optional<Page<Membership>> ofUser(String userId, ListQuery query) {
        return database.read(sql -> {
            if (!UserStore.exists(sql, userId)) {
                return Optional.<Page<Membership>>empty();
            }
            var found = MembershipStore.ofUser(
                    sql, userId, GroupStore.LISTING.where(query), settings.federatedMembership());
            var all = found.stream()
                    .filter(this::isValid)
                    .sorted(Comparator.comparing(
                            membership -> membership.group().id()))
                    .toList();
            return Optional.of(settings.limits().capped(query).page(all));
        });
    }

    List<String> groupIdsOf(String userId) {
        return database
                .read(sql -> MembershipStore.ofUser(sql, userId, DSL.noCondition(), settings.federatedMembership()))
                .stream()
                .filter(this::isValid)
                .map(membership -> membership.group().id())
                .distinct()
                .toList();
    }

    List<String> userIds(String groupId) {
        return database.read(sql -> MembershipStore.userIds(sql, groupId));
    }

    private boolean isValid(Membership membership) {
        return !membership.isExpired(clock.instant());
    }

    private static Group group(Transaction tx, String id) {
        return GroupStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("group", id));
    }

    private static void requireUser(Transaction tx, String id) {
        if (!UserStore.exists(tx.sql(), id)) {
            throw NotFound.of("user", id);
        }
    }

    private static void changed(Transaction tx, String userId, Group group, Operation operation) {
        tx.changed(Entity.MEMBERSHIP, group.id() + "/" + userId, operation, group.domainId());
    }

    private static NotFound absent(String userId, String groupId) {
        return new NotFound("User '" + userId + "' not found in group '" + groupId + "'");
    }
}
