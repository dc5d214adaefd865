package io.clavis.trust;

import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a new trust may be handed on, as a request asks for it.
 *
 * @param allowed {@code allow_redelegation}
 * @param given whether the request says anything of {@code count}
 * @param count {@code redelegation_count}
 */
record Redelegation(
        boolean allowed, boolean given, @Nullable Integer count) {

    /** 403 where a trust may not be made by the other; gives it with the end that it takes over where it has none. */
    static Trust check(Trust parent, Trust child, int maxCount) {
        var depth = parent.redelegationCount();
        if (depth == null || depth <= 0 || depth > maxCount) {
            throw Forbidden.hidden(
                    "Remaining redelegation depth of " + depth + " out of allowed range of [0.." + maxCount + "]");
        }
        if (child.remainingUses() != null) {
            throw Forbidden.hidden("remaining_uses must not be set in order to redelegate a trust");
        }
        var end = parent.expiresAt();
        if (end != null && child.expiresAt() != null && end.isBefore(child.expiresAt())) {
            throw Forbidden.hidden("Requested expiration time is more than redelegated trust can provide");
        }
        if (!new HashSet<>(parent.roleIds()).containsAll(child.roleIds())) {
            throw Forbidden.hidden("Some of requested roles are not in redelegated trust");
        }
        if (child.impersonation() && !parent.impersonation()) {
            throw Forbidden.hidden("Impersonation is not allowed because redelegated trust " + parent.id()
                    + " does not specify impersonation");
        }
        return child.expiresAt() == null ? child.withExpiresAt(end) : child;
    }

    /**
     * The new trust with what it may be handed on; 400 and 403 where that is too much.
     *
     * @param source the trust that it is made by, with those before it; empty for none
     */
    Trust applied(Trust asked, List<Trust> source, int maxCount) {
        requireForm(asked, maxCount);
        if (source.isEmpty()) {
            return asked.redelegated(null, count(maxCount));
        }
        var parent = source.getFirst();
        var left = parent.redelegationCount() == null ? 0 : parent.redelegationCount() - 1;
        if (isOn() && count != null && count != left) {
            throw Forbidden.hidden("Modifying \"redelegation_count\" upon redelegation is forbidden. Omitting this"
                    + " parameter is advised.");
        }
        var trust = asked;
        for (var ancestor : source) {
            trust = check(ancestor, trust, maxCount);
        }
        return trust.redelegated(parent.id(), count(left));
    }

    private void requireForm(Trust asked, int maxCount) {
        if (!isOn()) {
            return;
        }
        if (count != null && count > maxCount) {
            throw Forbidden.hidden("Requested redelegation depth of " + count + " is greater than allowed " + maxCount);
        }
        if (asked.remainingUses() != null) {
            throw new BadRequest("remaining_uses must not be set if redelegation is allowed");
        }
    }

    private boolean isOn() {
        return allowed && !(count != null && count == 0);
    }

    private @Nullable Integer count(int otherwise) {
        if (!isOn()) {
            return 0;
        }
        return given ? count : Integer.valueOf(otherwise);
    }
}
