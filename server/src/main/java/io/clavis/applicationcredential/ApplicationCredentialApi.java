package io.clavis.applicationcredential;

import io.clavis.assignment.ImpliedRoles;
import io.clavis.assignment.Role;
import io.clavis.assignment.Roles;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.ExpirationDate;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on application credentials. */
public final class ApplicationCredentialApi {
    private static final String PATH = "/v3/users/{user_id}/application_credentials";
    private static final String ENVELOPE = "application_credential";
    // 72 letters: as many as bcrypt looks at.
    private static final int SECRET_BYTES = 54;
    private final ApplicationCredentials credentials;
    private final Roles roles;
    private final ImpliedRoles impliedRoles;
    private final InstantSource clock;
    private final SecureRandom random;

    /** Secrets that nobody gives come from {@code random}. */
    public ApplicationCredentialApi(
            ApplicationCredentials credentials,
            Roles roles,
            ImpliedRoles impliedRoles,
            InstantSource clock,
            SecureRandom random) {
        this.credentials = credentials;
        this.roles = roles;
        this.impliedRoles = impliedRoles;
        this.clock = clock;
        this.random = random;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        var one = PATH + "/{application_credential_id}";
        api.get(PATH, "identity:list_application_credentials", this::list).named("application_credentials");
        api.post(PATH, "identity:create_application_credential", this::create)
                .accepting("application-credential-create");
        api.get(one, "identity:get_application_credential", this::show).named("application_credential");
        api.delete(one, "identity:delete_application_credential", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        CallerToken.of(call).requireNoOtherDelegation();
        var query = ListParameters.of(call, "name");
        var all = credentials.ofUser(call.path("user_id"));
        var found = query.filter(all, (credential, attribute) -> credential.name());
        var page = ListLimits.DEFAULT.capped(query).page(query.after(found, ApplicationCredential::id));
        var shown = roles(page.items());
        return Collection.reply(
                call,
                "application_credentials",
                page,
                credential -> ApplicationCredentialView.json(credential, shown, call.links()));
    }

    private Reply show(Call call) {
        return Reply.ok(Json.wrap(ENVELOPE, view(call, enforced(call))));
    }

    private Reply delete(Call call) {
        var credential = enforced(call);
        CallerToken.of(call).requireUnrestricted();
        credentials.delete(call.origin(), credential.id());
        return Reply.noContent();
    }

    private Reply create(Call call) {
        call.enforce();
        var token = CallerToken.of(call);
        token.requireNoOtherDelegation();
        token.requireUnrestricted();
        var body = call.body(ENVELOPE);
        var given = body.path("secret").asString("");
        credentials.requireWhole(given);
        var secret = given.isEmpty() ? generated() : given;
        var asked = new NewApplicationCredential(credential(call, body, token), secret, accessRules(body));
        var view = view(call, credentials.create(call.origin(), asked));
        view.put("secret", secret);
        return Reply.created(Json.wrap(ENVELOPE, view));
    }

    // Whose it is, is for the credential to say and not for the address.
    private ApplicationCredential enforced(Call call) {
        call.caller();
        var id = call.path("application_credential_id");
        var found = credentials.find(id);
        var owner = found.map(ApplicationCredential::userId).orElse(call.path("user_id"));
        call.enforceWith("user_id", owner);
        CallerToken.of(call).requireNoOtherDelegation();
        return found.orElseThrow(() -> ApplicationCredentials.missing(id));
    }

    private ApplicationCredential credential(Call call, ObjectNode body, CallerToken token) {
        var expiresAt = body.path("expires_at").asString("");
        return new ApplicationCredential(
                Identifier.random(),
                body.path("name").asString(),
                Attributes.text(body, "description", null),
                call.path("user_id"),
                call.caller().projectId().orElse(null),
                Attributes.text(body, "system", null),
                expiresAt.isEmpty() ? null : ExpirationDate.parse(expiresAt, clock.instant()),
                unrestricted(body),
                List.copyOf(roleIds(body.path("roles"), token)),
                List.of());
    }

    private static @Nullable Boolean unrestricted(ObjectNode body) {
        var value = body.path("unrestricted");
        return value.isBoolean() ? Boolean.valueOf(value.asBoolean()) : null;
    }

    private static List<RequestedRule> accessRules(ObjectNode body) {
        return body.path("access_rules").valueStream().map(RequestedRule::of).toList();
    }

    // Nobody passes on more than the token at hand is good for, lest a delegation grows.
    private Set<String> roleIds(JsonNode asked, CallerToken token) {
        var held = Set.copyOf(token.roleIds());
        if (asked.isEmpty()) {
            return held;
        }
        var named = new ArrayList<String>();
        asked.forEach(role -> named.add(roleId(role)));
        var wanted = impliedRoles.withImplied(named);
        if (!held.containsAll(wanted)) {
            throw new BadRequest("Invalid application credential: Cannot create an application credential with"
                    + " unassigned role");
        }
        return wanted;
    }

    private String roleId(JsonNode role) {
        var id = role.path("id").asString("");
        if (!id.isEmpty()) {
            return id;
        }
        var name = role.path("name").asString("");
        return roles.findByName(name).map(Role::id).orElseThrow(() -> new NotFound("Role " + name + " is not defined"));
    }

    private String generated() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private ObjectNode view(Call call, ApplicationCredential credential) {
        return ApplicationCredentialView.json(credential, roles(List.of(credential)), call.links());
    }

    private Map<String, Role> roles(List<ApplicationCredential> shown) {
        var ids = shown.stream()
                .flatMap(credential -> credential.roleIds().stream())
                .collect(Collectors.toSet());
        return roles.findAll(ids).stream().collect(Collectors.toMap(Role::id, Function.identity()));
    }
}
