package io.clavis.auth;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Assignments;
import io.clavis.db.Origin;
import io.clavis.http.BadRequest;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import io.clavis.token.DelegatedBy;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.Scope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.token.TokenRequest;
import io.clavis.token.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a request for a token to the token. Thread-safe. */
public final class Authenticator {
    private final Tokens tokens;
    private final Assignments assignments;
    private final Lookup lookup;
    private final RequestedScope scopes;
    private final List<String> configured;
    private final Map<String, AuthMethod> methods = new HashMap<>();

    /** With the password and token methods, where {@code [auth] methods} names them, and some more. */
    public Authenticator(
            Tokens tokens,
            Users users,
            Projects projects,
            Assignments assignments,
            AuthSettings settings,
            List<AuthMethod> more) {
        this.tokens = tokens;
        this.assignments = assignments;
        this.lookup = new Lookup(users, projects);
        this.scopes = new RequestedScope(lookup);
        this.configured = settings.methods();
        add(new PasswordMethod(users, lookup));
        add(new TokenMethod(tokens, settings.allowRescopeScopedToken()));
        more.forEach(this::add);
    }

    private void add(AuthMethod method) {
        if (configured.contains(method.name())) {
            methods.put(method.name(), method);
        }
    }

    /**
     * Issues the token that {@code auth} asks for. The order of the checks is upstream's: form, methods, scope,
     * identity, rules on methods, roles.
     *
     * @param auth the content of {@code auth}, checked against the request schema
     */
    public Tokens.Issued authenticate(Origin origin, ObjectNode auth) {
        var since = tokens.since();
        AuthDocument.check(auth);
        var identity = auth.path("identity");
        var names = methodNames(identity);
        requireNoScopeBesideDelegation(auth, names);
        var attempt = new Attempt(origin, scopes.of(auth));
        var context = context(attempt, identity, names);
        var scope = context.delegatedBy()
                .map(this::scopeOf)
                .or(attempt::scope)
                .orElseGet(() -> defaultScope(context.account()));
        var options = context.account().user().options();
        if (!MfaRules.satisfied(options, context.methods(), configured)) {
            throw new Unauthorized("the user's rules want more methods than " + context.methods());
        }
        return tokens.issue(new TokenRequest(
                context.account().user(),
                context.account().domain(),
                context.methods(),
                scope,
                context.expiresAt(),
                context.parentAuditId(),
                context.delegatedBy(),
                since));
    }

    private static void requireNoScopeBesideDelegation(ObjectNode auth, List<String> names) {
        if (names.contains(ApplicationCredentialMethod.NAME) && auth.has("scope")) {
            throw Unauthorized.refusedMethod(
                    "Error authenticating with application credential: Application credentials cannot"
                            + " request a scope.");
        }
    }

    private Scope scopeOf(DelegatedBy delegatedBy) {
        return switch (delegatedBy) {
            case ByApplicationCredential(ApplicationCredential credential) -> scopeOf(credential);
        };
    }

    private Scope scopeOf(ApplicationCredential credential) {
        var projectId = credential.projectId();
        if (projectId == null) {
            throw new Unauthorized("the application credential is for no project");
        }
        return lookup.project(projectId)
                .orElseThrow(
                        () -> new NotFound("Unable to validate token because project " + projectId + " is disabled"));
    }

    private List<String> methodNames(JsonNode identity) {
        var names = identity.path("methods")
                .valueStream()
                .map(JsonNode::asString)
                .distinct()
                .toList();
        for (var name : names) {
            if (!identity.has(name)) {
                throw BadRequest.missing(name, "identity");
            }
        }
        if (!methods.keySet().containsAll(names)) {
            throw Unauthorized.unsupportedMethod(configured);
        }
        return names;
    }

    private AuthContext context(Attempt attempt, JsonNode identity, List<String> names) {
        @Nullable AuthContext context = null;
        for (var name : names) {
            var proof = method(name).authenticate(attempt, data(identity, name));
            context = context == null ? AuthContext.of(name, proof) : context.and(name, proof);
        }
        if (context == null) {
            throw new Unauthorized("User not found by auth plugin; authentication failed");
        }
        return context;
    }

    private AuthMethod method(String name) {
        return Optional.ofNullable(methods.get(name)).orElseThrow(() -> Unauthorized.unsupportedMethod(configured));
    }

    private static ObjectNode data(JsonNode identity, String name) {
        return identity.path(name) instanceof ObjectNode data ? data : Json.object();
    }

    // Where the user's default project is gone, disabled or closed to the user, nobody is refused for it.
    private Scope defaultScope(Account account) {
        var user = account.user();
        return Optional.ofNullable(user.defaultProjectId())
                .flatMap(lookup::project)
                .filter(scope -> !assignments
                        .effectiveRolesOnProject(user.id(), scope.project().id())
                        .isEmpty())
                .map(scope -> (Scope) scope)
                .orElseGet(Unscoped::new);
    }
}
