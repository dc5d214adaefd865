package io.clavis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class AssignmentsTest {
    private static final Actor ANN = Actor.user("ann");
    private static final Actor BOB = Actor.user("bob");
    private static final Actor STAFF = Actor.group("staff");
    private final StatementCount statements = new StatementCount();
    private final Deployment cloud;
    private final Assignments assignments;

    AssignmentsTest(TestDatabase engine) {
        cloud = new Deployment(statements.open(engine.freshUrl()));
        assignments = cloud.assignments;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::name).toList();
    }

    @Test
    void directGrantCountsOnItsProjectOnly() {
        cloud.onProject(ANN, "mid", "reader");
        assertThat(names(assignments.effectiveRolesOnProject("ann", "mid"))).containsExactly("reader");
        assertThat(assignments.effectiveRolesOnProject("ann", "top")).isEmpty();
        assertThat(assignments.effectiveRolesOnProject("ann", "leaf")).isEmpty();
        assertThat(assignments.effectiveRolesOnProject("bob", "mid")).isEmpty();
    }

    @Test
    void groupGrantCountsForItsMembers() {
        cloud.onProject(STAFF, "mid", "reader");
        cloud.onDomain(STAFF, "dom", "member");
        cloud.onSystem(STAFF, "reader");
        assertThat(names(assignments.effectiveRolesOnProject("bob", "mid"))).containsExactly("reader");
        assertThat(names(assignments.effectiveRolesOnDomain("bob", "dom"))).containsExactly("member", "reader");
        assertThat(names(assignments.effectiveRolesOnSystem("bob"))).containsExactly("reader");
        assertThat(assignments.effectiveRolesOnProject("ann", "mid")).isEmpty();
        assertThat(assignments.hasSystemRole("ann")).isFalse();
        assertThat(assignments.hasSystemRole("bob")).isTrue();
    }

    @Test
    void inheritedGrantCountsBelowItsTargetAndNotOnIt() {
        cloud.belowProject(ANN, "top", "reader");
        assertThat(assignments.effectiveRolesOnProject("ann", "top")).isEmpty();
        assertThat(names(assignments.effectiveRolesOnProject("ann", "mid"))).containsExactly("reader");
        assertThat(names(assignments.effectiveRolesOnProject("ann", "leaf"))).containsExactly("reader");
        assertThat(assignments.effectiveRolesOnProject("ann", "side")).isEmpty();

        cloud.belowDomain(BOB, "dom", "reader");
        assertThat(names(assignments.effectiveRolesOnProject("bob", "leaf"))).containsExactly("reader");
        assertThat(names(assignments.effectiveRolesOnProject("bob", "side"))).containsExactly("reader");
        assertThat(assignments.effectiveRolesOnDomain("bob", "dom")).isEmpty();
        assertThat(assignments.effectiveRolesOnProject("bob", "away")).isEmpty();
    }

    @Test
    void domainThatActsAsProjectInheritsNothing() {
        cloud.belowDomain(ANN, "dom", "admin");
        cloud.belowProject(ANN, "away", "admin");
        assertThat(assignments.effectiveRolesOnProject("ann", "dom")).isEmpty();
        cloud.onProject(ANN, "dom", "reader");
        assertThat(names(assignments.effectiveRolesOnProject("ann", "dom"))).containsExactly("reader");
    }

    @Test
    void impliedRolesAreExpanded() {
        cloud.onProject(ANN, "top", "admin");
        assertThat(names(assignments.effectiveRolesOnProject("ann", "top")))
                .containsExactly("admin", "manager", "member", "reader");
    }

    @Test
    void domainRoleIsStrippedAfterItsImplicationsWereFollowed() {
        cloud.onProject(ANN, "top", "operator");
        assertThat(names(assignments.effectiveRolesOnProject("ann", "top"))).containsExactly("member", "reader");
        assertThat(names(assignments.allRolesOnProject("ann", "top"))).containsExactly("member", "operator", "reader");
    }

    @Test
    void groupsAloneHaveRoles() {
        cloud.belowDomain(STAFF, "dom", "reader");
        cloud.onDomain(STAFF, "dom", "member");
        cloud.onProject(BOB, "leaf", "admin");
        var groups = List.of("staff", "nosuch");
        assertThat(names(assignments.rolesOfGroupsOnProject(groups, "leaf"))).containsExactly("reader");
        assertThat(names(assignments.rolesOfGroupsOnDomain(groups, "dom"))).containsExactly("member", "reader");
        assertThat(assignments.rolesOfGroupsOnSystem(groups)).isEmpty();
        assertThat(assignments.rolesOfGroupsOnProject(List.of(), "leaf")).isEmpty();
        assertThat(assignments.projectIdsOfGroups(groups)).containsExactly("leaf", "mid", "side", "top");
        assertThat(assignments.domainIdsOfGroups(groups)).containsExactly("dom");
    }

    @Test
    void projectsAndDomainsOfAUserAreThoseWithARole() {
        cloud.onProject(BOB, "away", "reader");
        cloud.belowProject(STAFF, "top", "operator");
        cloud.onDomain(BOB, "other", "reader");
        assertThat(assignments.projectIdsOf("bob")).containsExactly("away", "leaf", "mid");
        assertThat(assignments.domainIdsOf("bob")).containsExactly("other");
        assertThat(assignments.projectIdsOf("ann")).isEmpty();
    }

    @Test
    void domainRoleThatImpliesNothingOpensNoProject() {
        cloud.role("idle", "dom");
        cloud.onProject(ANN, "top", "idle");
        cloud.onDomain(ANN, "dom", "idle");
        assertThat(assignments.projectIdsOf("ann")).isEmpty();
        assertThat(assignments.domainIdsOf("ann")).isEmpty();
    }

    @Test
    void effectiveRolesTakeAConstantNumberOfStatements() {
        cloud.onProject(BOB, "leaf", "admin");
        cloud.onSystem(BOB, "admin");
        cloud.onDomain(BOB, "dom", "admin");
        cloud.belowProject(BOB, "mid", "admin");
        cloud.belowDomain(BOB, "dom", "admin");
        Supplier<List<Integer>> counts = () -> List.of(
                count(() -> assignments.effectiveRolesOnProject("bob", "leaf")),
                count(() -> assignments.effectiveRolesOnDomain("bob", "dom")),
                count(() -> assignments.effectiveRolesOnSystem("bob")),
                count(() -> assignments.projectIdsOf("bob")),
                count(() -> assignments.domainIdsOf("bob")),
                count(() -> effective(null, null)),
                count(() -> effective("bob", null)),
                count(() -> effective("bob", "mid")));
        var small = counts.get();
        assertThat(small).containsExactly(6, 5, 5, 7, 5, 6, 9, 11);
        grow();
        assertThat(counts.get()).isEqualTo(small);
    }

    private List<Assignment> effective(String userId, String projectId) {
        return new EffectiveAssignments(cloud.database, cloud.users, cloud.groups, cloud.projects)
                .list(new AssignmentQuery(userId, null, null, projectId, null, false, projectId != null, null));
    }

    private int count(Supplier<?> work) {
        statements.reset();
        assertThat(work.get()).isNotNull();
        return statements.count();
    }

    private void grow() {
        for (int i = 0; i < 8; i++) {
            cloud.group("g" + i, "dom");
            cloud.member("g" + i, "bob");
            cloud.role("r" + i, null);
            cloud.implies("r" + i, "reader");
            cloud.project("p" + i, i < 2 ? "mid" : "dom", "dom");
            cloud.belowProject(Actor.group("g" + i), "mid", "r" + i);
            cloud.onProject(Actor.group("g" + i), "leaf", "r" + i);
            cloud.onDomain(Actor.group("g" + i), "dom", "r" + i);
            cloud.onSystem(Actor.group("g" + i), "r" + i);
        }
    }

    @Test
    void deletedUserAndGroupLeaveNoAssignments() {
        cloud.onProject(ANN, "top", "reader");
        cloud.belowDomain(ANN, "dom", "reader");
        cloud.onSystem(ANN, "reader");
        cloud.onProject(STAFF, "top", "reader");
        cloud.onSystem(STAFF, "reader");
        cloud.database.write(Origin.SYSTEM, tx -> {
            assignments.deleteForUser(tx, "ann");
            return "ann";
        });
        assertThat(assignments.projectIdsOf("ann")).isEmpty();
        assertThat(assignments.hasSystemRole("ann")).isFalse();
        assertThat(assignments.projectIdsOf("bob")).containsExactly("top");
        cloud.database.write(Origin.SYSTEM, tx -> {
            assignments.deleteForGroup(tx, "staff");
            return "staff";
        });
        assertThat(assignments.projectIdsOf("bob")).isEmpty();
        assertThat(assignments.hasSystemRole("bob")).isFalse();
    }

    @Test
    void deletedProjectAndDomainLeaveNoAssignments() {
        cloud.onProject(ANN, "top", "reader");
        cloud.onProject(ANN, "dom", "reader");
        cloud.onDomain(ANN, "dom", "reader");
        cloud.onDomain(ANN, "other", "reader");
        cloud.database.write(Origin.SYSTEM, tx -> {
            assignments.deleteForProject(tx, "top");
            assignments.deleteForDomain(tx, "dom");
            return "gone";
        });
        assertThat(assignments.projectIdsOf("ann")).isEmpty();
        assertThat(assignments.domainIdsOf("ann")).containsExactly("other");
    }

    @Test
    void deletedRoleIsTakenFromEverybodyAndTellsWhoLostItOnProjects() {
        cloud.onProject(ANN, "top", "reader");
        cloud.belowProject(ANN, "top", "reader");
        cloud.onProject(STAFF, "side", "reader");
        cloud.onDomain(BOB, "dom", "reader");
        cloud.onSystem(BOB, "reader");
        cloud.onProject(BOB, "side", "member");
        cloud.deleteRole(Origin.SYSTEM, "reader");
        assertThat(cloud.losses).containsExactly("ann@top");
        assertThat(assignments.projectIdsOf("ann")).isEmpty();
        assertThat(names(assignments.effectiveRolesOnProject("bob", "side"))).containsExactly("member");
        assertThat(cloud.roles.find("reader")).isEmpty();
    }
}
