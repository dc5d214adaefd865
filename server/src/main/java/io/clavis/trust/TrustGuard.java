package io.clavis.trust;

import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import java.util.Collection;
import java.util.Map;

/** What holds for trusts whatever the policy says. */
final class TrustGuard {
    private static final String STRANGER = "Requested user has no relation to this trust";
    private final boolean openToApplicationCredentials;

    TrustGuard(boolean openToApplicationCredentials) {
        this.openToApplicationCredentials = openToApplicationCredentials;
    }

    /**
     * 403 for the token of a delegation of another kind, which a trust would outgrow. Tokens of trusts are welcome: with
     * them a trust is handed on.
     */
    void refuseDelegation(Call call) {
        if (!(call.caller().credentials().attributes().get("token") instanceof Map<?, ?> token) || token.isEmpty()) {
            return;
        }
        if (call.caller().inPerson()) {
            return;
        }
        var methods = token.get("methods");
        if (openToApplicationCredentials
                && methods instanceof Collection<?> known
                && known.contains("application_credential")) {
            return;
        }
        throw Forbidden.action("Delegated tokens cannot manage trusts.");
    }

    /** 403 for the admin token of old, which no rule is asked for. */
    void refuseNobodyInParticular(Call call) {
        if (Boolean.TRUE.equals(call.caller().credentials().attributes().get("is_admin"))) {
            throw Forbidden.action(STRANGER);
        }
    }

    /** 403 for strangers to a trust where the operator opened the rule to everybody, as old sample files did. */
    void refuseStranger(Call call, String rule, Trust trust) {
        var userId = call.caller().userId().orElse("");
        if (call.isOpenToAll(rule) && !userId.equals(trust.trustorUserId()) && !userId.equals(trust.trusteeUserId())) {
            throw Forbidden.action(STRANGER);
        }
    }

    /** 403 for all but the trustor where the operator opened the rule to everybody. */
    void refuseAllButTrustor(Call call, String rule, Trust trust) {
        var userId = call.caller().userId().orElse("");
        if (call.isOpenToAll(rule) && !userId.equals(trust.trustorUserId())) {
            throw Forbidden.action("Only admin or trustor can delete a trust");
        }
    }
}
