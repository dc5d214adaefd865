package io.clavis.trust;

import io.clavis.assignment.Role;
import io.clavis.assignment.RoleView;
import io.clavis.assignment.Roles;
import io.clavis.db.Deletion;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Delegation;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations on trusts (OS-TRUST). A trust that is not there is a 404 to whoever has a token, before any rule. */
public final class TrustApi {
    private static final String PATH = "/v3/OS-TRUST/trusts";
    private static final String ONE = PATH + "/{trust_id}";
    private static final String LIST = "identity:list_trusts";
    private static final String LIST_FOR_TRUSTOR = "identity:list_trusts_for_trustor";
    private static final String LIST_FOR_TRUSTEE = "identity:list_trusts_for_trustee";
    private static final String ADMIN = "admin_required";
    private static final String GET = "identity:get_trust";
    private static final String DELETE = "identity:delete_trust";
    private static final String LIST_ROLES = "identity:list_roles_for_trust";
    private static final String GET_ROLE = "identity:get_role_for_trust";
    private static final String PARAMETER =
            "https://docs.openstack.org/api/openstack-identity/3/ext/OS-TRUST/1.0/param/trust_id";

    private final Trusts trusts;
    private final Roles roles;
    private final Users users;
    private final Projects projects;
    private final Deletion deletion;
    private final TrustGuard guard;
    private final InstantSource clock;

    /** {@code deletion} deletes a trust, and ends its tokens. */
    public TrustApi(
            Trusts trusts,
            Roles roles,
            Users users,
            Projects projects,
            Deletion deletion,
            TrustSettings settings,
            InstantSource clock) {
        this.trusts = trusts;
        this.roles = roles;
        this.users = users;
        this.projects = projects;
        this.deletion = deletion;
        this.guard = new TrustGuard(settings.openToApplicationCredentials());
        this.clock = clock;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(PATH, Access.anyOf(LIST, LIST_FOR_TRUSTOR, LIST_FOR_TRUSTEE), this::list)
                .named(relation("trusts"));
        api.post(PATH, "identity:create_trust", this::create).accepting("trust-create");
        api.get(ONE, GET, this::show).named(relation("trust"));
        api.delete(ONE, DELETE, this::delete);
        api.get(ONE + "/roles", LIST_ROLES, this::roles).named(relation("trust_roles"));
        api.get(ONE + "/roles/{role_id}", GET_ROLE, this::role).named(relation("trust_role"));
    }

    private static Relation relation(String name) {
        var uri = Relation.extension("OS-TRUST", "1.0", name).uri();
        return new Relation(uri, name.equals("trusts") ? Map.of() : Map.of("trust_id", PARAMETER));
    }

    private Reply list(Call call) {
        var trustor = call.query("trustor_user_id").filter(id -> !id.isEmpty());
        var trustee = call.query("trustee_user_id").filter(id -> !id.isEmpty());
        enforceList(call, trustor, trustee);
        guard.refuseDelegation(call);
        return Collection.reply(
                call,
                "trusts",
                listed(call, trustor, trustee).stream()
                        .map(trust -> TrustView.brief(trust, call.links()))
                        .toList());
    }

    private static void enforceList(Call call, Optional<String> trustor, Optional<String> trustee) {
        if (trustor.isPresent()) {
            call.enforce(LIST_FOR_TRUSTOR, Map.of("trust", Map.of("trustor_user_id", trustor.get())));
            return;
        }
        if (trustee.isPresent()) {
            call.enforce(LIST_FOR_TRUSTEE, Map.of("trust", Map.of("trustee_user_id", trustee.get())));
            return;
        }
        call.enforce(LIST, Map.of());
        if (call.isOpenToAll(LIST) && call.queries().isEmpty() && !call.allows(ADMIN, Map.of())) {
            throw Forbidden.action(ADMIN);
        }
    }

    // Whatever parameter there is, it is not the list of all that is asked for.
    private List<Trust> listed(Call call, Optional<String> trustor, Optional<String> trustee) {
        if (trustor.isPresent()) {
            return trusts.ofTrustor(trustor.get());
        }
        if (trustee.isPresent()) {
            return trusts.ofTrustee(trustee.get());
        }
        return call.queries().isEmpty() ? trusts.all() : List.of();
    }

    private Reply create(Call call) {
        var body = new TrustBody(call.body("trust"));
        call.enforce(Map.of("trust", PlainJson.map(body.content())));
        guard.refuseDelegation(call);
        if (body.lacksRoles()) {
            throw Forbidden.action("At least one role should be specified");
        }
        if (!call.caller().userId().filter(body.trustorUserId()::equals).isPresent()) {
            throw Forbidden.action("The authenticated user should match the trustor");
        }
        if (users.find(body.trusteeUserId()).isEmpty()) {
            throw NotFound.of("user", body.trusteeUserId());
        }
        var asked = body.trust(body.roleIds(roles));
        requireProject(asked);
        trusts.requireRoles(asked);
        var ending = asked.withExpiresAt(body.expiresAt(clock.instant()));
        var made = trusts.create(call.origin(), ending, body.redelegation(), source(call, body));
        return Reply.created(Json.wrap("trust", TrustView.json(made, roles(made), call.links())));
    }

    private void requireProject(Trust asked) {
        var projectId = asked.projectId();
        if (projectId != null
                && !projectId.isEmpty()
                && projects.find(projectId).isEmpty()) {
            throw NotFound.of("project", projectId);
        }
    }

    // Only the token says which trust is handed on: whoever could name any would hand on what is not theirs.
    private List<Trust> source(Call call, TrustBody body) {
        var delegatedBy = Delegation.of(call.caller()).flatMap(Delegation::trustId);
        var named = body.redelegatedTrustId();
        if (named != null && !delegatedBy.filter(named::equals).isPresent()) {
            trusts.get(named);
            throw Forbidden.action("Redelegation allowed for delegated by trust only");
        }
        return delegatedBy.map(id -> trusts.get(id).trusts()).orElse(List.of());
    }

    private Reply show(Call call) {
        var trust = seen(call, GET);
        return Reply.ok(Json.wrap("trust", TrustView.json(trust, roles(trust), call.links())));
    }

    private Reply roles(Call call) {
        var trust = seen(call, LIST_ROLES);
        var body = Json.object();
        body.set("roles", TrustView.roles(roles(trust), call.links()));
        body.set("links", TrustView.rolesLinks(trust, call.links()));
        return Reply.ok(body);
    }

    private Reply role(Call call) {
        var trust = seen(call, GET_ROLE);
        var id = call.path("role_id");
        var role = trust.roleIds().contains(id) ? roles.find(id) : Optional.<Role>empty();
        return Reply.ok(Json.wrap(
                "role", RoleView.json(role.orElseThrow(() -> NotFound.of("role", id)), call.links())));
    }

    private Reply delete(Call call) {
        var trust = found(call);
        call.enforce(TrustView.target(trust));
        guard.refuseDelegation(call);
        guard.refuseAllButTrustor(call, DELETE, trust);
        deletion.delete(call.origin(), trust.id());
        return Reply.noContent();
    }

    private Trust seen(Call call, String rule) {
        var trust = found(call);
        call.enforce(TrustView.target(trust));
        guard.refuseNobodyInParticular(call);
        guard.refuseDelegation(call);
        guard.refuseStranger(call, rule, trust);
        return trust;
    }

    private Trust found(Call call) {
        return trusts.get(call.known().path("trust_id")).trust();
    }

    private List<Role> roles(Trust trust) {
        var found = roles.findAll(trust.roleIds()).stream().collect(Collectors.toMap(Role::id, Function.identity()));
        return trust.roleIds().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
