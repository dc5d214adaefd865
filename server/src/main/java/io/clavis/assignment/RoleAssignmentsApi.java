package io.clavis.assignment;

import io.clavis.db.Database;
import io.clavis.http.Access;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of who holds which roles where. */
public final class RoleAssignmentsApi {
    private static final String LIST = "identity:list_role_assignments";
    private static final String LIST_FOR_TREE = "identity:list_role_assignments_for_tree";
    private static final String INHERITED_TO = "scope.OS-INHERIT:inherited_to";
    private final DirectAssignments direct;
    private final EffectiveAssignments effective;
    private final AssignmentNames names;
    private final Projects projects;

    public RoleAssignmentsApi(Database database, Users users, Groups groups, Projects projects, AssignmentNames names) {
        this.direct = new DirectAssignments(database, projects);
        this.effective = new EffectiveAssignments(database, users, groups, projects);
        this.names = names;
        this.projects = projects;
    }

    /** Declares it. */
    public void declare(Operations api) {
        api.get("/v3/role_assignments", Access.anyOf(LIST, LIST_FOR_TREE), this::list)
                .querying("role-assignment-list")
                .named("role_assignments");
    }

    private Reply list(Call call) {
        var forTree = call.flag("include_subtree");
        // Upstream's schema says so, before anybody asks who calls.
        refuse(
                call.query("user.id").isPresent() && call.query("group.id").isPresent(),
                "Specify a user or group, not both");
        var callersDomain = domainScope(call);
        enforce(call, forTree, callersDomain);
        var query = query(call, forTree);
        var found = call.flag("effective") ? effective.list(query) : direct.list(query);
        // Upstream narrows the list to the caller's domain, but not that of a tree, whose project was checked.
        var shown = callersDomain.isPresent() && !forTree ? within(callersDomain.get(), found) : found;
        var view = new AssignmentView(
                call.links(), call.flag("include_names") ? Optional.of(names.of(shown)) : Optional.empty());
        return Collection.whole(call, "role_assignments", shown, view::write);
    }

    private void enforce(Call call, boolean forTree, Optional<String> callersDomain) {
        if (!forTree) {
            call.enforce(
                    LIST,
                    callersDomain
                            .<Map<String, ?>>map(id -> Map.of("domain_id", id))
                            .orElse(Map.of()));
            return;
        }
        var projectId = call.query("scope.project.id").orElse("");
        var project = projects.find(projectId);
        call.enforce(
                LIST_FOR_TREE,
                project.<Map<String, ?>>map(RoleAssignmentsApi::target).orElse(Map.of()));
        if (project.isEmpty()) {
            throw NotFound.of("project", projectId);
        }
    }

    private static Map<String, ?> target(Project project) {
        var map = GrantLookup.project(project);
        return project.domainId() == null
                ? Map.of("project", map)
                : Map.of("project", map, "domain_id", project.domainId());
    }

    private static Optional<String> domainScope(Call call) {
        return call.caller().credentials().attributes().get("domain_id") instanceof String id && !id.isEmpty()
                ? Optional.of(id)
                : Optional.empty();
    }

    private static AssignmentQuery query(Call call, boolean forTree) {
        var query = new AssignmentQuery(
                value(call, "user.id"),
                value(call, "group.id"),
                value(call, "role.id"),
                value(call, "scope.project.id"),
                value(call, "scope.domain.id"),
                call.query("scope.system").filter("all"::equals).isPresent(),
                forTree,
                call.query(INHERITED_TO).map("projects"::equals).orElse(null));
        refuseContradictions(query, value(call, "scope.system") != null, call.flag("effective"));
        return query;
    }

    private static void refuseContradictions(AssignmentQuery query, boolean namesSystem, boolean effective) {
        refuse(query.domainId() != null && query.projectId() != null, "Specify a domain or project, not both");
        refuse(query.domainId() != null && namesSystem, "Specify system or domain, not both");
        refuse(query.projectId() != null && namesSystem, "Specify system or project, not both");
        refuse(
                effective && query.groupId() != null,
                "Combining effective and group filter will always result in an empty list.");
        refuse(
                effective && query.domainId() != null && Boolean.TRUE.equals(query.inherited()),
                "Combining effective, domain and inherited filters will always result in an empty list.");
    }

    private static void refuse(boolean contradiction, String message) {
        if (contradiction) {
            throw new BadRequest(message);
        }
    }

    private static @Nullable String value(Call call, String name) {
        return call.query(name).filter(value -> !value.isEmpty()).orElse(null);
    }

    private List<Assignment> within(String domainId, List<Assignment> assignments) {
        var projectIds = assignments.stream()
                .filter(assignment -> assignment.target() instanceof Target.OnProject)
                .map(assignment -> assignment.target().id())
                .collect(Collectors.toSet());
        var inside = projects.findAll(projectIds).stream()
                .filter(project -> domainId.equals(project.domainId()))
                .map(Project::id)
                .collect(Collectors.toSet());
        return assignments.stream()
                .filter(assignment -> switch (assignment.target()) {
                    case Target.OnProject(String id) -> inside.contains(id);
                    case Target.OnDomain(String id) -> id.equals(domainId);
                    case Target.OnSystem() -> false;
                })
                .toList();
    }
}
