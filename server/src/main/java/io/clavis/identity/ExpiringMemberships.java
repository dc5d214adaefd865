package io.clavis.identity;

import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The groups that a user is in for as long as an identity provider says so. */
final class ExpiringMemberships {
    private final UserRevocation groupsChanged;
    private final InstantSource clock;

    ExpiringMemberships(UserRevocation groupsChanged, InstantSource clock) {
        this.groupsChanged = groupsChanged;
        this.clock = clock;
    }

    /** The provider says these groups now, and no others. Tokens from before a change end. */
    void renew(Transaction tx, String userId, Visitor visitor, boolean cameBefore) {
        var sql = tx.sql();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var before = cameBefore ? MembershipStore.expiring(sql, userId, visitor.idpId()) : List.<String>of();
        var kept = new TreeSet<>(before);
        kept.retainAll(visitor.groupIds());
        var added = new TreeSet<>(visitor.groupIds());
        added.removeAll(before);
        var gone = new ArrayList<>(before);
        gone.removeAll(visitor.groupIds());
        if (!kept.isEmpty()) {
            MembershipStore.verify(sql, userId, visitor.idpId(), kept, now);
        }
        if (!added.isEmpty()) {
            MembershipStore.insertExpiring(sql, userId, visitor.idpId(), added, now);
        }
        if (!gone.isEmpty()) {
            MembershipStore.deleteExpiring(sql, userId, visitor.idpId(), gone);
        }
        changed(tx, userId, kept, Operation.UPDATED);
        changed(tx, userId, added, Operation.CREATED);
        changed(tx, userId, gone, Operation.DELETED);
        if (cameBefore && !(added.isEmpty() && gone.isEmpty())) {
            groupsChanged.userChanged(tx, userId);
        }
    }

    private static void changed(Transaction tx, String userId, Collection<String> groupIds, Operation operation) {
        groupIds.forEach(groupId -> tx.changed(Entity.MEMBERSHIP, groupId + "/" + userId, operation, null));
    }
}
