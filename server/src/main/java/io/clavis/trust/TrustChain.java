package io.clavis.trust;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A trust and those that it was made by, one by the other; without redelegation it stands alone. Where the trust itself
 * never ends, it ends with the first of the others.
 *
 * @param trusts the trust first, the one that its project's own user made last; never empty
 */
public record TrustChain(List<Trust> trusts) {
    public TrustChain {
        trusts = List.copyOf(trusts);
    }

    /** The trust itself. */
    public Trust trust() {
        return trusts.getFirst();
    }

    /** Whose roles are handed on: the first trustor of all. */
    public String originalTrustorId() {
        return trusts.getLast().trustorUserId();
    }

    /** The ids of all trusts in it. */
    public List<String> ids() {
        return trusts.stream().map(Trust::id).toList();
    }

    /** The ids of all users in it. */
    public Set<String> userIds() {
        var ids = new LinkedHashSet<String>();
        trusts.forEach(trust -> {
            ids.add(trust.trustorUserId());
            ids.add(trust.trusteeUserId());
        });
        return ids;
    }

    /** 403 where one of them may not have been made by the next, with {@code [trust] max_redelegation_count}. */
    TrustChain checked(int maxCount) {
        var checked = new ArrayList<>(trusts);
        for (int i = checked.size() - 1; i > 0; i--) {
            checked.set(i - 1, Redelegation.check(checked.get(i), checked.get(i - 1), maxCount));
        }
        return new TrustChain(checked);
    }
}
