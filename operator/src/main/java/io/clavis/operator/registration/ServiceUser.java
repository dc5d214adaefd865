package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.identity.Login;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.identity.RoleAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user that a service works as, with the roles that the users of services have. */
final class ServiceUser {
    /** As upstream's operator gives them: {@code service} is what new policies ask for, {@code admin} what old ones do. */
    private static final List<String> ROLES = List.of("admin", "service");

    private final Host.Reachable host;
    private final Logins logins;
    private final String name;
    private final Mark mark;

    ServiceUser(Host.Reachable host, Logins logins, String name, Mark mark) {
        this.host = host;
        this.logins = logins;
        this.name = name;
        this.mark = mark;
    }

    /**
     * The user as it is now.
     *
     * @param grants the role assignments that were made for it and were not there before
     */
    record Settled(String id, boolean letIn, List<String> grants) {}

    /**
     * Has the user, the roles and the password as they should be. One of the same name is taken over.
     *
     * @param before the id that it had
     * @param granted the role assignments that were made until now
     */
    Settled settle(String password, @Nullable String before, List<String> granted) {
        var administrator = host.administrator();
        var project = ServiceProject.of(administrator);
        var wanted = Identity.object()
                .put("name", name)
                .put("domain_id", project.domain())
                .put("enabled", true);
        var found = administrator.findOne(Kind.USERS, Map.of("name", name, "domain_id", project.domain()));
        var former = former(before);
        var user = found.map(there -> repaired(there, wanted))
                .orElseGet(() -> made(wanted.put("default_project_id", project.id()), password));
        var id = user.path("id").asText();
        var grants = granted(id, project, granted);
        boolean letIn = isLetIn(id, password);
        former.map(there -> there.path("id").asText())
                .filter(old -> !old.equals(id))
                .ifPresent(old -> administrator.delete(Kind.USERS, old));
        return new Settled(id, letIn, grants);
    }

    /** Removes the user unless it was taken over, and the role assignments that were made. */
    void remove(@Nullable String before, List<String> granted) {
        var administrator = host.administrator();
        granted.forEach(path -> administrator.withdraw(new RoleAssignment(path)));
        former(before)
                .map(there -> there.path("id").asText())
                .or(() -> ServiceProject.user(administrator, name)
                        .filter(id -> former(id).isPresent()))
                .ifPresent(id -> administrator.delete(Kind.USERS, id));
    }

    /** The one that was made for this resource, whatever its name. */
    private Optional<ObjectNode> former(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> host.administrator().get(Kind.USERS, known))
                .filter(mark::isOn);
    }

    private ObjectNode made(ObjectNode wanted, String password) {
        return host.administrator().create(Kind.USERS, mark.on(wanted.put("password", password)));
    }

    private ObjectNode repaired(ObjectNode there, ObjectNode wanted) {
        var changes = Changes.between(there, wanted);
        return changes.isEmpty()
                ? there
                : host.administrator().update(Kind.USERS, there.path("id").asText(), changes);
    }

    /** A login says whether the password is right; a new one ends the user's tokens, so that it is not just set. */
    private boolean isLetIn(String id, String password) {
        var login = new Login(name, password, null);
        if (logins.letsIn(host.keystone(), login)) {
            return true;
        }
        host.administrator().update(Kind.USERS, id, Identity.object().put("password", password));
        return logins.letsIn(host.keystone(), login);
    }

    private List<String> granted(String user, ServiceProject project, List<String> before) {
        var administrator = host.administrator();
        var grants = new ArrayList<String>();
        for (var role : ROLES) {
            var assignment = RoleAssignment.ofUserOnProject(user, project.id(), role(role));
            boolean there = administrator.has(assignment);
            if (!there) {
                administrator.grant(assignment);
            }
            if (!there || before.contains(assignment.path())) {
                grants.add(assignment.path());
            }
        }
        return grants;
    }

    private String role(String roleName) {
        var administrator = host.administrator();
        return administrator.find(Kind.ROLES, Map.of("name", roleName)).stream()
                .filter(role -> role.path("domain_id").asText("").isEmpty())
                .findFirst()
                .orElseGet(
                        () -> administrator.create(Kind.ROLES, Identity.object().put("name", roleName)))
                .path("id")
                .asText();
    }
}
