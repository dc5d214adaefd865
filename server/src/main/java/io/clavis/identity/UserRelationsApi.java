package io.clavis.identity;

import io.clavis.db.Filter;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.resource.Project;
import io.clavis.resource.ProjectView;
import io.clavis.resource.Projects;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v3/users/{user_id}/groups} and {@code …/projects}: where a user belongs. */
public final class UserRelationsApi {
    private final Users users;
    private final Memberships memberships;
    private final Projects projects;
    private final UserProjects userProjects;
    private final IdentitySettings settings;

    /** Which projects a user has a role on is known above this package. */
    public UserRelationsApi(
            Users users,
            Memberships memberships,
            Projects projects,
            UserProjects userProjects,
            IdentitySettings settings) {
        this.users = users;
        this.memberships = memberships;
        this.projects = projects;
        this.userProjects = userProjects;
        this.settings = settings;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/users/{user_id}/groups", "identity:list_groups_for_user", this::groups)
                .named("user_groups");
        api.get("/v3/users/{user_id}/projects", "identity:list_user_projects", this::projects)
                .named("user_projects");
    }

    private Reply groups(Call call) {
        var userId = call.path("user_id");
        call.enforce(users.find(userId).<Map<String, ?>>map(UserView::target).orElse(Map.of()));
        var query = CallerDomain.within(call, ListParameters.of(call, "name"));
        var page = memberships.ofUser(userId, query).orElseThrow(() -> NotFound.of("user", userId));
        return Collection.reply(call, "groups", page, membership -> GroupView.membership(membership, call.links()));
    }

    private Reply projects(Call call) {
        var user = UserApi.enforced(call, users);
        var query = words(ListParameters.of(call, "domain_id", "enabled", "name"));
        var all = query.filter(projects.findAll(userProjects.projectIdsOf(user.id())), UserRelationsApi::attribute);
        var page = settings.limits().ofClients().capped(query).page(query.after(all, Project::id));
        return Collection.reply(call, "projects", page, project -> ProjectView.project(project, call.links()));
    }

    private static @Nullable String attribute(Project project, String name) {
        return switch (name) {
            case "domain_id" -> project.domainId();
            case "enabled" -> String.valueOf(project.enabled());
            default -> project.name();
        };
    }

    // A flag in a query has many words for yes and no.
    private static ListQuery words(ListQuery query) {
        var filters = query.filters().stream()
                .map(filter -> filter.attribute().equals("enabled")
                        ? Filter.equal("enabled", String.valueOf(Listing.truth(filter.value())))
                        : filter)
                .toList();
        return new ListQuery(filters, query.limit(), query.marker());
    }
}
