package io.clavis.assignment;

import io.clavis.assignment.Actor.Kind;
import io.clavis.assignment.Target.OnSystem;
import io.clavis.http.Call;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** The operations on grants on the system. */
public final class SystemGrantsApi {
    private final Grants grants;
    private final GrantLookup lookup;

    public SystemGrantsApi(Grants grants, Roles roles, Users users, Groups groups, Projects projects) {
        this.grants = grants;
        this.lookup = new GrantLookup(roles, users, groups, projects);
    }

    /** Declares them. */
    public void declare(Operations api) {
        new Form(Kind.USER, "user_id").declare(api);
        new Form(Kind.GROUP, "group_id").declare(api);
    }

    private final class Form extends GrantForm {
        private final Kind kind;
        private final String variable;

        Form(Kind kind, String variable) {
            super(grants);
            this.kind = kind;
            this.variable = variable;
        }

        void declare(Operations api) {
            var list = "/v3/system/" + kind.pathPart() + "/{" + variable + "}/roles";
            var one = list + "/{role_id}";
            var name = "system_" + kind.text();
            api.get(list, rule("list_system_grants"), this::list).named(name + "_roles");
            api.get(one, rule("check_system_grant"), this::check).answering(204).named(name + "_role");
            api.put(one, rule("create_system_grant"), this::create);
            api.delete(one, rule("revoke_system_grant"), this::delete);
        }

        private String rule(String what) {
            return "identity:" + what + "_for_" + kind.text();
        }

        @Override
        Actor actor(Call call) {
            return new Actor(kind, call.path(variable));
        }

        @Override
        Target target(Call call) {
            return new OnSystem();
        }

        @Override
        boolean inherited() {
            return false;
        }

        @Override
        void enforce(Call call, boolean withRole, boolean orphans) {
            call.caller();
            var attributes = new HashMap<String, @Nullable Object>();
            if (withRole) {
                var roleId = call.path("role_id");
                attributes.put("role", lookup.role(roleId).orElseThrow(() -> NotFound.of("role", roleId)));
            }
            var actor = actor(call);
            var found = lookup.actor(actor);
            if (found.isEmpty() && !orphans) {
                throw GrantLookup.missing(actor);
            }
            found.ifPresent(map -> attributes.put(kind.text(), map));
            call.enforce(attributes);
        }
    }
}
