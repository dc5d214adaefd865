package io.clavis.auth;

import io.clavis.http.Unauthorized;
import io.clavis.token.DelegatedBy;
import io.clavis.token.Federation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all methods of a request found out together.
 *
 * @param methods all that were passed, without duplicates, the latest first
 */
record AuthContext(
        Account account,
        List<String> methods,
        Optional<Instant> expiresAt,
        Optional<String> parentAuditId,
        Optional<DelegatedBy> delegatedBy,
        Optional<Federation> federation) {

    static AuthContext of(String method, Proof proof) {
        return new AuthContext(
                proof.account(),
                methods(method, List.of(), proof),
                proof.expiresAt(),
                proof.parentAuditId(),
                proof.delegatedBy(),
                proof.federation());
    }

    /** Adds what a further method found out; 401 where it is about somebody else. */
    AuthContext and(String method, Proof proof) {
        var id = account.user().id();
        var other = proof.account().user().id();
        if (!id.equals(other)) {
            throw new Unauthorized("Unable to reconcile identity attribute user_id as it has conflicting values "
                    + other + " and " + id);
        }
        var earliest = Stream.of(expiresAt, proof.expiresAt())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        return new AuthContext(
                account,
                methods(method, methods, proof),
                earliest,
                proof.parentAuditId().or(() -> parentAuditId),
                proof.delegatedBy().or(() -> delegatedBy),
                proof.federation().or(() -> federation));
    }

    private static List<String> methods(String method, List<String> before, Proof proof) {
        var methods = new LinkedHashSet<String>();
        methods.add(method);
        methods.addAll(before);
        methods.addAll(proof.earlierMethods());
        return new ArrayList<>(methods);
    }
}
