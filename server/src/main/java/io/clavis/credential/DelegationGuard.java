package io.clavis.credential;

import io.clavis.http.Call;
import io.clavis.http.Delegation;
import io.clavis.http.Forbidden;
import java.util.Map;

/** A delegated token reaches no credential: what was delegated for one purpose would outlive it. */
final class DelegationGuard {
    private final boolean adminMayReachEc2;

    /**
     * @param adminMayReachEc2 {@code [security_compliance]
     *     allow_insecure_admin_trust_cross_project_credentials_access}
     */
    DelegationGuard(boolean adminMayReachEc2) {
        this.adminMayReachEc2 = adminMayReachEc2;
    }

    /** 403 for a delegated token, whatever else is configured. */
    static void demandOwnToken(Call call) {
        if (Delegation.of(call.caller()).isPresent()) {
            throw refusal();
        }
    }

    /** 403 for a delegated token that may not reach credentials of a type. */
    void demand(Call call, String type) {
        if (!admits(call, type)) {
            throw refusal();
        }
    }

    boolean admits(Call call, String type) {
        return Delegation.of(call.caller()).isEmpty()
                || (adminMayReachEc2
                        && type.equalsIgnoreCase(Credential.EC2)
                        && call.allows("admin_required", Map.of()));
    }

    private static Forbidden refusal() {
        return Forbidden.action("Delegated tokens cannot access credentials directly");
    }
}
