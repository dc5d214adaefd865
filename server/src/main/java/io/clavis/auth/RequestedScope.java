package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import io.clavis.token.Scope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code auth.scope}: just one of the kinds, which must exist and be enabled. */
final class RequestedScope {
    private static final List<String> KINDS = List.of("system", "project", "domain", "unscoped", "OS-TRUST:trust");
    private final Lookup lookup;

    RequestedScope(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Empty where the request does not say; 400 for anything but one kind, 401 for what is not there. */
    Optional<Scope> of(ObjectNode auth) {
        var scope = auth.get("scope");
        return scope == null ? Optional.empty() : Optional.of(read(scope));
    }

    private Scope read(JsonNode scope) {
        return switch (kind(scope)) {
            case "unscoped" -> new Unscoped();
            case "system" -> new SystemScope();
            case "project" ->
                lookup.project(scope.path("project")).orElseThrow(() -> new Unauthorized("no such enabled project"));
            case "domain" ->
                lookup.domainScope(scope.path("domain")).orElseThrow(() -> new Unauthorized("no such enabled domain"));
            default -> throw new Unauthorized("no such trust");
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
