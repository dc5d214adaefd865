package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.token.Scope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.trust.TrustChain;
import io.clavis.trust.Trusts;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code auth.scope}: just one of the kinds, which must exist and be enabled. */
final class RequestedScope {
    private static final String TRUST = "OS-TRUST:trust";
    private static final List<String> KINDS = List.of("system", "project", "domain", "unscoped", TRUST);
    private final Lookup lookup;
    private final Trusts trusts;

    /** What a request asks for: a scope, and the trust that the scope was taken from. */
    record Asked(Optional<Scope> scope, Optional<TrustChain> trust) {
        /** The scope that the request itself names. */
        Optional<Scope> ownScope() {
            return trust.isPresent() ? Optional.empty() : scope;
        }
    }

    RequestedScope(Lookup lookup, Trusts trusts) {
        this.lookup = lookup;
        this.trusts = trusts;
    }

    /** Empty where the request does not say; 400 for anything but one kind, 401 for what is not there. */
    Asked of(ObjectNode auth) {
        var scope = auth.get("scope");
        if (scope == null) {
            return new Asked(Optional.empty(), Optional.empty());
        }
        var kind = kind(scope);
        return kind.equals(TRUST)
                ? byTrust(scope.path(TRUST))
                : new Asked(Optional.of(read(kind, scope)), Optional.empty());
    }

    // A trust without a project is no scope at all; what follows from that is told once it is known who asks.
    private Asked byTrust(JsonNode trust) {
        var id = AuthDocument.text(trust, "id");
        if (id.isEmpty()) {
            throw BadRequest.missing("trust_id", "trust");
        }
        var chain = chain(id);
        var projectId = chain.trust().projectId();
        var scope = projectId == null
                ? new Unscoped()
                : lookup.project(projectId)
                        .map(found -> (Scope) found)
                        .orElseThrow(() -> new Unauthorized("no such enabled project"));
        return new Asked(Optional.of(scope), Optional.of(chain));
    }

    private TrustChain chain(String id) {
        try {
            return trusts.get(id);
        } catch (NotFound missing) {
            throw new Unauthorized(missing.text());
        }
    }

    private Scope read(String kind, JsonNode scope) {
        return switch (kind) {
            case "unscoped" -> new Unscoped();
            case "system" -> new SystemScope();
            case "project" ->
                lookup.project(scope.path("project")).orElseThrow(() -> new Unauthorized("no such enabled project"));
            default ->
                lookup.domainScope(scope.path("domain")).orElseThrow(() -> new Unauthorized("no such enabled domain"));
        };
    }

    // Some clients send the bare word "unscoped".
    private static String kind(JsonNode scope) {
        var kinds = scope.isString()
                ? List.of(scope.asString()).stream()
                        .filter(word -> word.equals("unscoped") || word.equals("system"))
                        .toList()
                : KINDS.stream().filter(scope::has).toList();
        if (kinds.size() != 1) {
            throw BadRequest.missing("system, project, domain, OS-TRUST:trust or unscoped", "scope");
        }
        return kinds.getFirst();
    }
}
