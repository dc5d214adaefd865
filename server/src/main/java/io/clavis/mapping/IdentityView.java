package io.clavis.mapping;

import io.clavis.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A mapped identity in the form that upstream's engine gives it, for who tries rules out. */
public final class IdentityView {
    private IdentityView() {}

    /** The identity; what is not known is left out. */
    public static ObjectNode of(MappedIdentity identity) {
        var view = Json.object();
        view.set("user", user(identity.user()));
        view.set("group_ids", Json.strings(identity.groupIds().stream().sorted().toList()));
        view.set(
                "group_names",
                Json.array(identity.groups().stream().map(IdentityView::group).toList()));
        view.set(
                "projects",
                Json.array(
                        identity.projects().stream().map(IdentityView::project).toList()));
        return view;
    }

    private static ObjectNode user(MappedUser user) {
        var view = Json.object();
        put(view, "id", user.id());
        put(view, "name", user.name());
        put(view, "email", user.email());
        user.domain().ifPresent(domain -> view.set("domain", domain(domain)));
        return view.put("type", user.local() ? "local" : "ephemeral");
    }

    private static ObjectNode group(MappedGroup group) {
        var view = Json.object().put("name", group.name());
        view.set("domain", domain(group.domain()));
        return view;
    }

    private static ObjectNode project(MappedProject project) {
        var view = Json.object().put("name", project.name());
        view.set("roles", Json.array(roles(project.roles())));
        project.domain().ifPresent(domain -> view.set("domain", domain(domain)));
        return view;
    }

    private static List<ObjectNode> roles(List<String> names) {
        return names.stream().map(name -> Json.object().put("name", name)).toList();
    }

    private static ObjectNode domain(DomainReference domain) {
        var view = Json.object();
        put(view, "id", domain.id());
        put(view, "name", domain.name());
        return view;
    }

    private static void put(ObjectNode view, String name, @Nullable String value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
