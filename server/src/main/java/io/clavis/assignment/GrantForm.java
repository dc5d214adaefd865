package io.clavis.assignment;

import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Reply;

/** The four operations on grants, whatever form of address they have; a form says who, where, and how it enforces. */
abstract class GrantForm {
    private final Grants grants;

    GrantForm(Grants grants) {
        this.grants = grants;
    }

    /** To whom the role is given. */
    abstract Actor actor(Call call);

    /** Where the role is given. */
    abstract Target target(Call call);

    /** Whether it counts below the target only. */
    abstract boolean inherited();

    /**
     * Enforces with what the request is about.
     *
     * @param withRole whether the address names a role
     * @param orphans whether an actor who is gone is let through, so that what was left behind can be taken away
     */
    abstract void enforce(Call call, boolean withRole, boolean orphans);

    final Reply list(Call call) {
        enforce(call, false, false);
        var roles = grants.list(actor(call), target(call), inherited());
        return Collection.reply(
                call,
                "roles",
                roles.stream().map(role -> RoleView.json(role, call.links())).toList());
    }

    final Reply check(Call call) {
        enforce(call, true, false);
        grants.check(grant(call));
        return Reply.noContent();
    }

    final Reply create(Call call) {
        enforce(call, true, false);
        if (inherited()) {
            // Upstream does not ask whether this actor exists, only whether it fits.
            Attributes.checkLength(actor(call).id(), "actor_id", 64);
        }
        grants.create(call.origin(), grant(call));
        return Reply.noContent();
    }

    final Reply delete(Call call) {
        enforce(call, true, true);
        grants.delete(call.origin(), grant(call));
        return Reply.noContent();
    }

    private Grant grant(Call call) {
        return new Grant(actor(call), target(call), call.path("role_id"), inherited());
    }
}
