package io.clavis.identity;

import io.clavis.db.Deletion;
import io.clavis.db.Page;
import io.clavis.http.Access;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Reply;
import io.clavis.throttle.Subject;
import io.clavis.throttle.Throttle;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.MissingNode;

/** {@code /v3/users}. */
public final class UserApi {
    private final Users users;
    private final Function<String, Optional<ShownUser>> shown;
    private final IdentitySettings settings;
    private final Deletion deletion;
    private final FreshPasscode freshPasscode;
    private final Throttle throttle;

    /**
     * Memory, deletions and one-time passcodes stand above this package.
     *
     * @param shown finds a user for who only looks
     * @param deletion deletes a user with all that other packages know of the user
     */
    public UserApi(
            Users users,
            Function<String, Optional<ShownUser>> shown,
            IdentitySettings settings,
            Deletion deletion,
            PasscodeCheck passcodes,
            Throttle throttle) {
        this.users = users;
        this.shown = shown;
        this.settings = settings;
        this.deletion = deletion;
        this.freshPasscode = new FreshPasscode(users, settings.freshPasscode(), passcodes, throttle);
        this.throttle = throttle;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/users", "identity:list_users", this::list)
                .querying("user-list")
                .named("users");
        api.post("/v3/users", "identity:create_user", this::create).accepting("user-create");
        api.get("/v3/users/{user_id}", "identity:get_user", this::show).named("user");
        api.patch("/v3/users/{user_id}", "identity:update_user", this::update).accepting("user-update");
        api.delete("/v3/users/{user_id}", "identity:delete_user", this::delete);
        api.post("/v3/users/{user_id}/password", Access.OPEN, this::changePassword)
                .accepting("user-password")
                .answering(204)
                .named("user_change_password");
    }

    private Reply list(Call call) {
        var domainId = call.caller().domainId();
        call.enforce(domainId.<Map<String, ?>>map(id -> Map.of("domain_id", id)).orElse(Map.of()));
        var query = ListParameters.of(
                call, "domain_id", "enabled", "idp_id", "name", "protocol_id", "unique_id", "password_expires_at");
        var page = users.list(CallerDomain.within(call, query));
        return listed(call, page);
    }

    /** The answer that a list of users is. */
    static Reply listed(Call call, Page<ListedUser> page) {
        var links = call.links();
        return Collection.page(call, "users", page, ListedUser::id, (user, out) -> UserView.write(user, links, out));
    }

    private Reply create(Call call) {
        var body = call.body("user");
        call.enforce(Map.of("user", PlainJson.map(body)));
        var created = users.create(call.origin(), CallerDomain.completed(call, body, settings.defaultDomainId()));
        var federated = body.has("federated") ? users.federated(created.id()) : MissingNode.getInstance();
        var view = UserView.user(created, federated, call.links());
        return Reply.created(UserView.envelope(view));
    }

    private Reply show(Call call) {
        var id = call.path("user_id");
        var found = shown.apply(id);
        enforce(call, found.map(ShownUser::user));
        return found.map(there -> UserView.user(there.user(), there.federated(), call.links()))
                .map(view -> Reply.ok(UserView.envelope(view)))
                .orElseThrow(() -> NotFound.of("user", id));
    }

    private Reply update(Call call) {
        var user = enforced(call);
        var body = call.body("user");
        if (body.path("id").isNull()) {
            throw new BadRequest("Cannot change user ID");
        }
        Attributes.refuseNewId(body, user.id());
        var options = body.path("options");
        if (options.has(UserOption.MULTI_FACTOR_AUTH_ENABLED.text())
                || options.has(UserOption.MULTI_FACTOR_AUTH_RULES.text())) {
            call.caller().userId().ifPresent(actor -> freshPasscode.demand(call, actor));
        }
        var changed = users.update(call.origin(), user.id(), body);
        var view = UserView.changed(changed, users.federated(changed.id()), call.links());
        return Reply.ok(UserView.envelope(view));
    }

    private Reply delete(Call call) {
        deletion.delete(call.origin(), enforced(call).id());
        return Reply.noContent();
    }

    private Reply changePassword(Call call) {
        var userId = call.path("user_id");
        var body = call.body("user");
        freshPasscode.demand(call, userId);
        return throttle.guard(call, guess -> {
            guess.at(Subject.user(userId));
            users.changePassword(
                    call.origin(),
                    userId,
                    body.path("original_password").asString(""),
                    body.path("password").asString(""));
            return Reply.noContent();
        });
    }

    private User enforced(Call call) {
        return enforced(call, users);
    }

    /** The user of the path, once the caller may: who may not learns nothing of whether there is one. */
    static User enforced(Call call, Users users) {
        var id = call.path("user_id");
        var user = users.find(id);
        enforce(call, user);
        return user.orElseThrow(() -> NotFound.of("user", id));
    }

    private static void enforce(Call call, Optional<User> user) {
        call.enforce(user.<Map<String, ?>>map(UserView::target).orElse(Map.of()));
    }
}
