package io.clavis.assignment;

import io.clavis.assignment.Actor.Kind;
import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import io.clavis.http.Call;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operations on grants to users and groups on projects and domains, plain and inherited (OS-INHERIT). As upstream, a
 * plain one tells whoever has a valid token what does not exist, while an inherited one asks the policy first.
 */
public final class GrantsApi {
    private static final String INHERITED = "/inherited_to_projects";
    private final Grants grants;
    private final GrantLookup lookup;

    public GrantsApi(Grants grants, Roles roles, Users users, Groups groups, Projects projects) {
        this.grants = grants;
        this.lookup = new GrantLookup(roles, users, groups, projects);
    }

    /** Declares them. */
    public void declare(Operations api) {
        for (var kind : Kind.values()) {
            for (var onDomain : new boolean[] {false, true}) {
                new Form(kind, onDomain, false).declare(api);
                new Form(kind, onDomain, true).declare(api);
            }
        }
    }

    /** One of the eight forms of address: to whom, on what, and whether inherited. */
    private final class Form extends GrantForm {
        private final Kind kind;
        private final boolean onDomain;
        private final boolean inherited;

        Form(Kind kind, boolean onDomain, boolean inherited) {
            super(grants);
            this.kind = kind;
            this.onDomain = onDomain;
            this.inherited = inherited;
        }

        void declare(Operations api) {
            var base = (inherited ? "/v3/OS-INHERIT/" : "/v3/")
                    + (onDomain ? "domains/{domain_id}/" : "projects/{project_id}/")
                    + (kind == Kind.USER ? "users/{user_id}/roles" : "groups/{group_id}/roles");
            var end = inherited ? INHERITED : "";
            var name = (onDomain ? "domain_" : "project_") + kind.text();
            // Upstream has no list of inherited grants on a project.
            if (onDomain || !inherited) {
                api.get(base + end, "identity:list_grants", this::list).named(relation(name + "_roles"));
            }
            var one = base + "/{role_id}" + end;
            api.get(one, "identity:check_grant", this::check).answering(204).named(relation(name + "_role"));
            api.put(one, "identity:create_grant", this::create);
            api.delete(one, "identity:revoke_grant", this::delete);
        }

        private Relation relation(String name) {
            return inherited
                    ? Relation.extension("OS-INHERIT", "1.0", name + "_inherited_to_projects")
                    : Relation.core(name);
        }

        @Override
        Actor actor(Call call) {
            return new Actor(kind, call.path(kind == Kind.USER ? "user_id" : "group_id"));
        }

        @Override
        Target target(Call call) {
            return onDomain ? new OnDomain(call.path("domain_id")) : new OnProject(call.path("project_id"));
        }

        @Override
        boolean inherited() {
            return inherited;
        }

        @Override
        void enforce(Call call, boolean withRole, boolean orphans) {
            call.caller();
            var actor = actor(call);
            var target = target(call);
            var attributes = new HashMap<String, @Nullable Object>();
            if (onDomain) {
                put(attributes, "domain", lookup.target(target), () -> GrantLookup.missing(target));
            }
            if (withRole) {
                var roleId = call.path("role_id");
                put(attributes, "role", lookup.role(roleId), () -> NotFound.of("role", roleId));
            }
            var found = lookup.actor(actor);
            if (found.isPresent() || !orphans || inherited) {
                put(attributes, kind.text(), found, () -> GrantLookup.missing(actor));
            }
            if (!onDomain) {
                put(attributes, "project", lookup.target(target), () -> GrantLookup.missing(target));
            }
            call.enforce(attributes);
        }

        private void put(
                Map<String, @Nullable Object> attributes,
                String name,
                Optional<Map<String, @Nullable Object>> found,
                Supplier<NotFound> missing) {
            if (found.isEmpty() && !inherited) {
                throw missing.get();
            }
            attributes.put(name, found.orElse(Map.of()));
        }
    }
}
