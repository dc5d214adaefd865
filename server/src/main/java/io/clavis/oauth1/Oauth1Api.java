package io.clavis.oauth1;

import io.clavis.assignment.Role;
import io.clavis.assignment.Roles;
import io.clavis.http.Access;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Delegation;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.throttle.Subject;
import io.clavis.throttle.Throttle;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The steps from a consumer's question to its access token: ask, have a user agree, exchange. */
public final class Oauth1Api {
    static final String EXTENSION = "https://docs.openstack.org/api/openstack-identity/3/ext/OS-OAUTH1/1.0/";
    private static final String BASE = "/v3/OS-OAUTH1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private final RequestTokens requestTokens;
    private final AccessTokens accessTokens;
    private final Roles roles;
    private final Throttle throttle;

    public Oauth1Api(RequestTokens requestTokens, AccessTokens accessTokens, Roles roles, Throttle throttle) {
        this.requestTokens = requestTokens;
        this.accessTokens = accessTokens;
        this.roles = roles;
        this.throttle = throttle;
    }

    /** Declares the operations. Who signs a request needs no token. */
    public void declare(Operations api) {
        var authorize = BASE + "/authorize/{request_token_id}";
        api.post(BASE + "/request_token", Access.OPEN, this::request)
                .named(Relation.extension("OS-OAUTH1", "1.0", "request_tokens"));
        api.put(authorize, "identity:authorize_request_token", this::authorize)
                .accepting("request-token-authorize")
                .answering(200)
                .named(new Relation(
                        EXTENSION + "rel/authorize_request_token",
                        Map.of("request_token_id", EXTENSION + "param/request_token_id")));
        api.post(BASE + "/access_token", Access.OPEN, this::exchange)
                .named(Relation.extension("OS-OAUTH1", "1.0", "access_tokens"));
    }

    private Reply request(Call call) {
        var request = signed(call);
        var consumerId = request.required("oauth_consumer_key");
        var projectId = call.header("Requested-Project-Id")
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> BadRequest.missing("Requested-Project-Id", "request"));
        return guarded(call, consumerId, () -> requestTokens.create(call.origin(), request, consumerId, projectId));
    }

    private Reply exchange(Call call) {
        var request = signed(call);
        var consumerId = request.required("oauth_consumer_key");
        var id = request.required("oauth_token");
        request.required("oauth_verifier");
        return guarded(call, consumerId, () -> accessTokens.exchange(call.origin(), request, requestTokens.get(id)));
    }

    // What is agreed to here lives on its own: nobody may make more of what was delegated to them.
    private Reply authorize(Call call) {
        call.enforce();
        if (Delegation.of(call.caller()).isPresent()) {
            throw Forbidden.hidden("Cannot authorize a request token with a token issued via delegation.");
        }
        var token = requestTokens.get(call.path("request_token_id"));
        var userId = call.caller().userId().orElse("");
        var verifier = requestTokens.authorize(
                call.origin(), token, userId, roleIds(call.body().path("roles")));
        return Reply.ok(Json.wrap("token", Json.object().put("oauth_verifier", verifier)));
    }

    private Set<String> roleIds(JsonNode asked) {
        var ids = new LinkedHashSet<String>();
        for (var role : asked) {
            ids.add(
                    role.has("id")
                            ? role.path("id").asString()
                            : named(role.path("name").asString()));
        }
        return ids;
    }

    private String named(String name) {
        return roles.findByName(name).map(Role::id).orElseThrow(() -> new NotFound("Role " + name + " is not defined"));
    }

    private static SignedRequest signed(Call call) {
        return SignedRequest.of(call, call.links().requested());
    }

    private Reply guarded(Call call, String consumerId, Supplier<Granted> proof) {
        var granted = throttle.guard(call, guess -> {
            guess.at(Subject.consumer(consumerId));
            return proof.get();
        });
        return Reply.text(201, FORM, granted.form());
    }
}
