package io.clavis.auth;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.auth.AuthOutcome.Authenticated;
import io.clavis.auth.AuthOutcome.MoreMethodsRequired;
import io.clavis.db.Origin;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.Users;
import io.clavis.oauth1.AccessToken;
import io.clavis.throttle.Throttle;
import io.clavis.token.DelegatedBy;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.DelegatedBy.ByCertificate;
import io.clavis.token.DelegatedBy.ByTrust;
import io.clavis.token.Scope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.token.TokenRequest;
import io.clavis.token.Tokens;
import io.clavis.trust.TrustChain;
import io.clavis.trust.Trusts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a request for a token to the token. Thread-safe. */
public final class Authenticator {
    private static final String EXTERNAL = ExternalMethod.NAME;
    private final Tokens tokens;
    private final Trusts trusts;
    private final Lookup lookup;
    private final RequestedScope scopes;
    private final List<String> configured;
    private final Throttle throttle;
    private final Map<String, AuthMethod> methods = new HashMap<>();

    /** With the password and token methods, where {@code [auth] methods} names them, and some more. */
    public Authenticator(
            Tokens tokens,
            Users users,
            Trusts trusts,
            AuthSettings settings,
            Throttle throttle,
            List<AuthMethod> more) {
        this.tokens = tokens;
        this.trusts = trusts;
        this.lookup = new Lookup(users, tokens.parts());
        this.scopes = new RequestedScope(lookup, trusts);
        this.configured = settings.methods();
        this.throttle = throttle;
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
     * Issues the token that {@code auth} asks for; 401 where the user's rules want more methods.
     *
     * @param auth the content of {@code auth}, checked against the request schema
     */
    public Tokens.Issued authenticate(Call call, ObjectNode auth) {
        return switch (authenticate(call, auth, userId -> List.of())) {
            case Authenticated(Tokens.Issued issued) -> issued;
            case MoreMethodsRequired more ->
                throw new Unauthorized("the user's rules want more methods than " + more.methods());
        };
    }

    /**
     * Issues the token that {@code auth} asks for, unless the user's rules want more methods than those of this request
     * and earlier ones. The order of the checks is upstream's: form, methods, scope, identity, what was passed earlier,
     * rules on methods, roles.
     *
     * @param auth the content of {@code auth}, checked against the request schema
     */
    AuthOutcome authenticate(Call call, ObjectNode auth, EarlierMethods earlier) {
        AuthDocument.check(auth);
        var identity = auth.path("identity");
        var names = methodNames(identity);
        requireNoScopeBesideDelegation(auth, names);
        var asked = scopes.of(auth);
        var context =
                throttle.guard(call, guess -> context(new Attempt(call, guess, asked.ownScope()), identity, names));
        var scope = context.delegatedBy().map(this::scopeOf).or(asked::scope).orElseGet(() -> defaultScope(context));
        var user = context.account().user();
        var methods = Stream.concat(context.methods().stream(), earlier.of(user.id()).stream())
                .distinct()
                .toList();
        if (!MfaRules.satisfied(user.options(), methods, configured)) {
            return new MoreMethodsRequired(
                    context.account(), methods, MfaRules.begun(user.options(), methods, configured));
        }
        // What a method was delegated by says the scope, so a trust counts for nothing beside it: its roles are for its
        // own
        // project only.
        var byTrust = asked.trust().filter(_ -> context.delegatedBy().isEmpty()).map(chain -> byTrust(chain, context));
        var issued = tokens.issue(new TokenRequest(
                user,
                context.account().domain(),
                methods,
                scope,
                context.expiresAt(),
                context.parentAuditId(),
                context.delegatedBy().or(() -> byTrust),
                context.federation()));
        byTrust.ifPresent(by -> consume(call.origin(), by));
        return new Authenticated(issued);
    }

    private ByTrust byTrust(TrustChain chain, AuthContext context) {
        var by = tokens.byTrust(chain, context.account().user().id());
        if (chain.trust().projectId() == null) {
            throw NotFound.of("project", "None");
        }
        return by;
    }

    // Of those who come at once for the last use, all but one go without the token that was made for them.
    private void consume(Origin origin, ByTrust by) {
        try {
            trusts.consume(origin, by.trust());
        } catch (NotFound deletedMeanwhile) {
            throw new Unauthorized(deletedMeanwhile.text());
        }
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
            case ByAccessToken(AccessToken token, Set<String> _) -> enabledProject(token.projectId());
            case ByTrust _, ByCertificate _ ->
                throw new IllegalStateException("no method proves who one is by " + delegatedBy.id());
        };
    }

    private Scope scopeOf(ApplicationCredential credential) {
        var projectId = credential.projectId();
        if (projectId == null) {
            throw new Unauthorized("the application credential is for no project");
        }
        return enabledProject(projectId);
    }

    private Scope enabledProject(String projectId) {
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
        @Nullable AuthContext context = unasked(attempt).orElse(null);
        for (var name : names) {
            var proof = method(name).authenticate(attempt, data(identity, name));
            context = context == null ? AuthContext.of(name, proof) : context.and(name, proof);
        }
        if (context == null) {
            throw new Unauthorized("User not found by auth plugin; authentication failed");
        }
        return context;
    }

    // A web server vouches for whoever it knows, asked for it or not. Where it knows nobody, or nobody whom we know,
    // the
    // methods that are asked for decide.
    private Optional<AuthContext> unasked(Attempt attempt) {
        return Optional.ofNullable(methods.get(EXTERNAL)).flatMap(external -> {
            try {
                return Optional.of(AuthContext.of(EXTERNAL, external.authenticate(attempt, Json.object())));
            } catch (Unauthorized nobody) {
                return Optional.empty();
            }
        });
    }

    private AuthMethod method(String name) {
        return Optional.ofNullable(methods.get(name)).orElseThrow(() -> Unauthorized.unsupportedMethod(configured));
    }

    private static ObjectNode data(JsonNode identity, String name) {
        return identity.path(name) instanceof ObjectNode data ? data : Json.object();
    }

    // Where the user's default project is gone, disabled or closed to the user, nobody is refused for it.
    private Scope defaultScope(AuthContext context) {
        if (context.federation().isPresent()) {
            return new Unscoped();
        }
        var user = context.account().user();
        return Optional.ofNullable(user.defaultProjectId())
                .flatMap(lookup::project)
                .filter(scope -> !tokens.parts().roles(user.id(), scope).isEmpty())
                .map(scope -> (Scope) scope)
                .orElseGet(Unscoped::new);
    }
}
