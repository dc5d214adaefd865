package io.clavis.identity;

import io.clavis.db.Deletion;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Reply;
import java.util.HashMap;
import java.util.Map;

/** {@code /v3/groups}, and who is in them. */
public final class GroupApi {
    private final Groups groups;
    private final Users users;
    private final Memberships memberships;
    private final IdentitySettings settings;
    private final Deletion deletion;

    /**
     * Deletions stand above this package.
     *
     * @param deletion deletes a group with its assignments
     */
    public GroupApi(Groups groups, Users users, Memberships memberships, IdentitySettings settings, Deletion deletion) {
        this.groups = groups;
        this.users = users;
        this.memberships = memberships;
        this.settings = settings;
        this.deletion = deletion;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/groups", "identity:list_groups", this::list)
                .querying("group-list")
                .named("groups");
        api.post("/v3/groups", "identity:create_group", this::create).accepting("group-create");
        api.get("/v3/groups/{group_id}", "identity:get_group", this::show).named("group");
        api.patch("/v3/groups/{group_id}", "identity:update_group", this::update)
                .accepting("group-update");
        api.delete("/v3/groups/{group_id}", "identity:delete_group", this::delete);
        api.get("/v3/groups/{group_id}/users", "identity:list_users_in_group", this::listUsers)
                .named("group_users");
        var member = "/v3/groups/{group_id}/users/{user_id}";
        api.get(member, "identity:check_user_in_group", this::checkUser)
                .answering(204)
                .named("group_user");
        api.put(member, "identity:add_user_to_group", this::addUser);
        api.delete(member, "identity:remove_user_from_group", this::removeUser);
    }

    private Reply list(Call call) {
        var domainId = call.caller().domainId();
        call.enforce(domainId.<Map<String, ?>>map(id -> Map.of("group", Map.of("domain_id", id)))
                .orElse(Map.of()));
        var page = groups.list(CallerDomain.within(call, ListParameters.of(call, "domain_id", "name")));
        return Collection.reply(call, "groups", page, group -> GroupView.group(group, call.links()));
    }

    private Reply create(Call call) {
        var body = call.body("group");
        call.enforce(Map.of("group", PlainJson.map(body)));
        var created = groups.create(call.origin(), CallerDomain.completed(call, body, settings.defaultDomainId()));
        return Reply.created(GroupView.envelope(GroupView.group(created, call.links())));
    }

    private Reply show(Call call) {
        return Reply.ok(GroupView.envelope(GroupView.group(enforced(call), call.links())));
    }

    private Reply update(Call call) {
        var group = enforced(call);
        var body = call.body("group");
        Attributes.refuseNewId(body, group.id());
        var changed = groups.update(call.origin(), group.id(), body);
        return Reply.ok(GroupView.envelope(GroupView.group(changed, call.links())));
    }

    private Reply delete(Call call) {
        // Upstream looks the group up first: anyone with a token learns whether it exists.
        var id = call.known().path("group_id");
        var group = groups.find(id).orElseThrow(() -> NotFound.of("group", id));
        call.enforce(GroupView.target(group));
        deletion.delete(call.origin(), id);
        return Reply.noContent();
    }

    private Reply listUsers(Call call) {
        var group = enforced(call);
        var query = ListParameters.of(call, "domain_id", "enabled", "name", "password_expires_at");
        var page = users.listInGroup(group.id(), CallerDomain.within(call, query));
        return UserApi.listed(call, page);
    }

    private Reply checkUser(Call call) {
        enforceMember(call);
        memberships.check(call.path("user_id"), call.path("group_id"));
        return Reply.noContent();
    }

    private Reply addUser(Call call) {
        enforceMember(call);
        memberships.add(call.origin(), call.path("user_id"), call.path("group_id"));
        return Reply.noContent();
    }

    private Reply removeUser(Call call) {
        enforceMember(call);
        memberships.remove(call.origin(), call.path("user_id"), call.path("group_id"));
        return Reply.noContent();
    }

    // What does not exist is no target; the rules that follow say so in their own order.
    private void enforceMember(Call call) {
        var target = new HashMap<String, Object>();
        groups.find(call.path("group_id")).ifPresent(group -> target.putAll(GroupView.target(group)));
        users.find(call.path("user_id")).ifPresent(user -> target.putAll(UserView.target(user)));
        call.enforce(target);
    }

    private Group enforced(Call call) {
        var id = call.path("group_id");
        var group = groups.find(id);
        call.enforce(group.<Map<String, ?>>map(GroupView::target).orElse(Map.of()));
        return group.orElseThrow(() -> NotFound.of("group", id));
    }
}
