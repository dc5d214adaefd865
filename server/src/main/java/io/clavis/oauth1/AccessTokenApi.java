package io.clavis.oauth1;

import io.clavis.assignment.Role;
import io.clavis.assignment.RoleView;
import io.clavis.assignment.Roles;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Delegation;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.http.Unauthorized;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/users/{user_id}/OS-OAUTH1/access_tokens}: what a user handed out. */
public final class AccessTokenApi {
    private static final String PARAMETER = "access_token_id";
    private static final String ALL = "/v3/users/{user_id}/OS-OAUTH1/access_tokens";
    private static final String ONE = ALL + "/{" + PARAMETER + "}";
    private final AccessTokens tokens;
    private final Roles roles;

    public AccessTokenApi(AccessTokens tokens, Roles roles) {
        this.tokens = tokens;
        this.roles = roles;
    }

    /** Declares the operations. Upstream asks the rule of EC2 credentials who may delete one. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_access_tokens", this::list)
                .named(Relation.extension("OS-OAUTH1", "1.0", "user_access_tokens"));
        api.get(ONE, "identity:get_access_token", this::show).named(relation("user_access_token"));
        api.delete(ONE, "identity:ec2_delete_credential", this::delete);
        api.get(ONE + "/roles", "identity:list_access_token_roles", this::roles)
                .named(relation("user_access_token_roles"));
        api.get(ONE + "/roles/{role_id}", "identity:get_access_token_role", this::role)
                .named(relation("user_access_token_role"));
    }

    private static Relation relation(String name) {
        return new Relation(
                Oauth1Api.EXTENSION + "rel/" + name, Map.of(PARAMETER, Oauth1Api.EXTENSION + "param/" + PARAMETER));
    }

    private Reply list(Call call) {
        call.enforce();
        requireInPerson(call);
        return Collection.reply(
                call,
                "access_tokens",
                tokens.ofUser(call.path("user_id")).stream()
                        .map(token -> view(call, token))
                        .toList());
    }

    private Reply show(Call call) {
        call.enforce();
        requireInPerson(call);
        return Reply.ok(Json.wrap("access_token", view(call, ofUser(call, AccessTokens.missing()))));
    }

    private Reply delete(Call call) {
        call.enforce();
        requireInPerson(call);
        tokens.delete(call.origin(), ofUser(call, strangers()).id());
        return Reply.noContent();
    }

    // A role that was deleted since is shown no more.
    private Reply roles(Call call) {
        call.enforce();
        var ids = ofUser(call, AccessTokens.missing()).roleIds();
        var found = new HashMap<String, Role>();
        roles.findAll(ids).forEach(role -> found.put(role.id(), role));
        return Collection.reply(
                call,
                "roles",
                ids.stream()
                        .filter(found::containsKey)
                        .map(found::get)
                        .map(role -> view(call, role))
                        .toList());
    }

    private Reply role(Call call) {
        call.enforce();
        var id = call.path("role_id");
        if (!ofUser(call, strangers()).roleIds().contains(id)) {
            throw NotFound.of("role", id);
        }
        var role = roles.find(id).orElseThrow(() -> NotFound.of("role", id));
        return Reply.ok(Json.wrap("role", view(call, role)));
    }

    // Who holds a part of a user's rights neither sees nor ends what else the user handed out.
    private static void requireInPerson(Call call) {
        if (Delegation.of(call.caller()).isPresent()) {
            throw Forbidden.hidden("Cannot manage OAuth access tokens with a token issued via delegation.");
        }
    }

    private AccessToken ofUser(Call call, RuntimeException otherwise) {
        var token = tokens.get(call.path(PARAMETER));
        if (!token.userId().equals(call.path("user_id"))) {
            throw otherwise;
        }
        return token;
    }

    private static Unauthorized strangers() {
        return new Unauthorized("User IDs do not match");
    }

    private static ObjectNode view(Call call, AccessToken token) {
        var path = ALL.replace("{user_id}", token.userId()) + "/" + token.id();
        var view = Json.object()
                .put("id", token.id())
                .put("authorizing_user_id", token.userId())
                .put("project_id", token.projectId())
                .put("consumer_id", token.consumerId())
                .put("expires_at", StoredValues.time(token.expiresAt()));
        view.set(
                "links",
                Json.object()
                        .put("roles", call.links().to(path, "/roles"))
                        .put("self", call.links().to(path)));
        return view;
    }

    private static ObjectNode view(Call call, Role role) {
        var view = RoleView.json(role, call.links());
        view.remove("description");
        return view;
    }
}
