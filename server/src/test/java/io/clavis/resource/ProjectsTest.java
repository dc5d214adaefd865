package io.clavis.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.Change;
import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@EveryDatabase
class ProjectsTest {
    private final TestDatabase engine;
    private final StatementCount statements = new StatementCount();
    private Database database;
    private Projects projects;

    ProjectsTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        database = statements.open(engine.freshUrl());
        projects =
                new Projects(database, new ResourceSettings("default", 3, true, true, "Federated", ListLimits.DEFAULT));
        create(Project.domain("d", "Domain"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsStoredIsFoundAgain() {
        var extra = Json.object().put("colour", "blå");
        var options = new ResourceOptions(false);
        var project = new Project("p", " name ", "d", null, false, true, null, List.of("b", "a"), options, extra);
        create(project);
        var found = projects.find("p").orElseThrow();
        assertThat(found.name()).isEqualTo("name");
        assertThat(found.parentId()).isEqualTo("d");
        assertThat(found.tags()).containsExactly("a", "b");
        assertThat(found.options()).isEqualTo(options);
        assertThat(found.extra()).isEqualTo(extra);
        assertThat(found.description()).isNull();
        assertThat(projects.findByName("name", "d")).contains(found);
    }

    @Test
    void theRootOfAllDomainsIsHidden() {
        assertThat(projects.find("<<keystone.domain.root>>")).isEmpty();
        assertThat(projects.findDomainByName("<<keystone.domain.root>>")).isEmpty();
        assertThat(projects.findAll(List.of("<<keystone.domain.root>>", "d")))
                .extracting(Project::id)
                .containsExactly("d");
    }

    @Test
    void aDomainIsFoundByNameAndAProjectIsNoDomain() {
        create(Project.inDomain("p", "p", "d"));
        assertThat(projects.findDomainByName("Domain").map(Project::id)).contains("d");
        assertThat(projects.findDomain("p")).isEmpty();
        assertThat(projects.findDomain("d").map(Project::domainId)).isEmpty();
    }

    @Test
    void aNameIsTakenOncePerDomain() {
        create(Project.domain("e", "Other"));
        create(Project.inDomain("p", "name", "d"));
        create(Project.inDomain("q", "name", "e"));
        assertThatThrownBy(() -> create(Project.inDomain("r", "name", "d")))
                .isInstanceOf(Conflict.class)
                .hasMessageEndingWith("in the same domain: name is name, project id r.");
        assertThatThrownBy(() -> create(Project.domain("f", "Other")))
                .isInstanceOf(Conflict.class)
                .hasMessageEndingWith("acting as domains with the same name: Other.");
        create(Project.inDomain("r", "free", "d"));
        assertThatThrownBy(() -> update("r", "{'name': 'name'}")).isInstanceOf(Conflict.class);
    }

    @Test
    void theTreeIsReadUpwardsAndDownwardsInOneStatement() {
        chain("a", "b", "c");
        create(below("b", "side"));
        statements.reset();
        assertThat(projects.ancestorIds("c")).containsExactly("b", "a", "d");
        assertThat(projects.subtreeIds("a")).containsExactly("b", "c", "side");
        assertThat(statements.count()).isEqualTo(2);
        assertThat(projects.ancestorIds("d")).isEmpty();
        assertThat(projects.subtreeIds("c")).isEmpty();
    }

    @Test
    void theTreeIsNotDeeperThanAllowed() {
        chain("a", "b", "c");
        assertThatThrownBy(() -> create(below("c", "e")))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Max hierarchy depth reached for c branch.");
    }

    @Test
    void aParentMustExistInTheSameDomainAndBeEnabled() {
        create(Project.domain("e", "Other"));
        chain("a", "b");
        assertThatThrownBy(() -> create(below("nope", "x"))).hasMessage("Could not find project: nope.");
        assertThatThrownBy(() -> create(Project.inDomain("x", "x", "nope")))
                .isInstanceOf(BadRequest.class)
                .hasMessage("Could not find domain: nope.");
        assertThatThrownBy(() -> create(child("a", "x", "e")))
                .hasMessage("Cannot create project, since it specifies its domain_id e, but specifies a parent in a"
                        + " different domain (d).");
        assertThatThrownBy(() -> create(child("d", "x", "e"))).hasMessageContaining("is acting as a domain");
        update("b", "{'enabled': false}");
        update("a", "{'enabled': false}");
        assertThatThrownBy(() -> create(below("b", "x")))
                .hasMessage("cannot create a project in a branch containing a disabled project: b");
    }

    @Test
    void aDomainHasNoParentAndNotTheNameOfFederatedUsers() {
        assertThatThrownBy(() -> create(new Project(
                        "x", "x", "d", null, true, true, "", List.of(), ResourceOptions.NONE, Json.object())))
                .hasMessage("only root projects are allowed to act as domains.");
        assertThatThrownBy(() -> create(Project.domain("x", "FEDERATED"))).isInstanceOf(BadRequest.class);
    }

    @Test
    void namesMustBeSafeInUrlsWhereTheOperatorSaysSo() {
        assertThatThrownBy(() -> create(Project.inDomain("x", "a/b?", "d")))
                .hasMessage("Project name cannot contain the following reserved characters: /?");
        assertThatThrownBy(() -> update("d", "{'name': 'a:b'}"))
                .hasMessage("Domain name cannot contain the following reserved characters: :");
    }

    @Test
    void aProjectIsDisabledAfterAllBelowItAndEnabledAfterAllAbove() {
        chain("a", "b");
        assertThatThrownBy(() -> update("a", "{'enabled': false}"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Cannot disable project a since its subtree contains enabled projects.");
        update("b", "{'enabled': false}");
        update("a", "{'enabled': false}");
        assertThatThrownBy(() -> update("b", "{'enabled': true}"))
                .hasMessage("Cannot enable project b since it has disabled parents");
        update("a", "{'enabled': true}");
        update("b", "{'enabled': true}");
        assertThat(projects.find("b").orElseThrow().enabled()).isTrue();
    }

    @Test
    void aDomainIsDisabledWithProjectsInIt() {
        chain("a");
        update("d", "{'enabled': false}");
        assertThat(projects.find("d").orElseThrow().enabled()).isFalse();
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        create(new Project(
                "p",
                "p",
                "d",
                null,
                false,
                true,
                "text",
                List.of("t"),
                ResourceOptions.NONE,
                Json.object().put("one", 1)));
        update("p", "{'two': 2, 'name': ' q '}");
        var changed = projects.find("p").orElseThrow();
        assertThat(changed.name()).isEqualTo("q");
        assertThat(changed.description()).isEqualTo("text");
        assertThat(changed.tags()).containsExactly("t");
        assertThat(changed.extra()).isEqualTo(Json.object().put("one", 1).put("two", 2));
    }

    @Test
    void whereAProjectStandsNeverChanges() {
        chain("a");
        assertThatThrownBy(() -> update("a", "{'domain_id': 'x'}")).hasMessage("Cannot change Domain ID");
        assertThatThrownBy(() -> update("a", "{'parent_id': 'x'}")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> update("a", "{'is_domain': true}")).isInstanceOf(BadRequest.class);
        update("a", "{'domain_id': 'd', 'parent_id': 'd', 'is_domain': false}");
    }

    @Test
    void anImmutableProjectOnlyBecomesMutable() {
        chain("a");
        update("a", "{'options': {'immutable': true}}");
        assertThatThrownBy(() -> update("a", "{'description': 'x'}"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Unable to update immutable project resource: `a. Set resource option \"immutable\" to"
                        + " false first.");
        assertThatThrownBy(() -> update("a", "{'options': {'immutable': false}, 'name': 'b'}"))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> update("a", "{'options': {}}")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> delete("a")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> projects.addTag(Origin.SYSTEM, "a", "t")).isInstanceOf(Forbidden.class);
        update("a", "{'options': {'immutable': null}}");
        assertThat(projects.find("a").orElseThrow().options()).isEqualTo(ResourceOptions.NONE);
    }

    @Test
    void onlyALeafIsDeleted() {
        chain("a", "b");
        assertThatThrownBy(() -> delete("a")).isInstanceOf(Forbidden.class).hasMessageContaining("not a leaf");
        delete("b");
        delete("a");
        assertThat(projects.find("a")).isEmpty();
        assertThatThrownBy(() -> delete("a")).isInstanceOf(NotFound.class);
    }

    @Test
    void onlyADisabledDomainIsDeletedAndItsProjectsGoWithIt() {
        chain("a", "b", "c");
        projects.addTag(Origin.SYSTEM, "c", "t");
        assertThatThrownBy(this::deleteDomain)
                .isInstanceOf(Forbidden.class)
                .hasMessage("Cannot delete a domain that is enabled, please disable it first.");
        update("d", "{'enabled': false}");
        assertThat(deleteDomain()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(projects.findAll(List.of("a", "b", "c", "d"))).isEmpty();
    }

    @Test
    void anImmutableProjectKeepsItsDomain() {
        chain("a", "b");
        update("b", "{'options': {'immutable': true}}");
        update("d", "{'enabled': false}");
        assertThatThrownBy(this::deleteDomain).hasMessageContaining("immutable project resource: `b");
        assertThat(projects.find("a")).isPresent();
    }

    @Test
    void aProjectIsNoDomainToDeleteOrToChange() {
        chain("a");
        assertThatThrownBy(() -> database.write(Origin.SYSTEM, tx -> projects.deleteDomain(tx, "a")))
                .hasMessage("Could not find domain: a.");
        assertThatThrownBy(() -> projects.updateDomain(Origin.SYSTEM, "a", patch("{}")))
                .hasMessage("Could not find domain: a.");
    }

    @Test
    void aDomainIsNoProjectToDelete() {
        update("d", "{'enabled': false}");
        assertThatThrownBy(() -> delete("d")).isInstanceOf(NotFound.class);
        assertThat(projects.find("d")).isPresent();
    }

    @Test
    void tagsAreTrimmedAndUnique() {
        chain("a");
        projects.addTag(Origin.SYSTEM, "a", " x ");
        assertThat(projects.setTags(Origin.SYSTEM, "a", List.of("x", " y"))).containsExactly("x", "y");
        assertThatThrownBy(() -> projects.addTag(Origin.SYSTEM, "a", "y")).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> projects.addTag(Origin.SYSTEM, "a", "a,b")).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> projects.addTag(Origin.SYSTEM, "a", " y ")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> projects.removeTag(Origin.SYSTEM, "a", "z"))
                .hasMessage("Could not find project tag: z.");
        projects.removeTag(Origin.SYSTEM, "a", "x");
        assertThat(projects.find("a").orElseThrow().tags()).containsExactly("y");
    }

    @Test
    void everyChangeIsInTheFeed() {
        chain("a");
        update("d", "{'enabled': false}");
        deleteDomain();
        assertThat(database.changes().after(0, 100))
                .extracting(Change::entity, Change::id, Change::operation)
                .extracting(Object::toString)
                .containsExactly(
                        "(DOMAIN, \"d\", CREATED)",
                        "(PROJECT, \"a\", CREATED)",
                        "(DOMAIN, \"d\", UPDATED)",
                        "(PROJECT, \"a\", DELETED)",
                        "(DOMAIN, \"d\", DELETED)");
    }

    private void create(Project project) {
        projects.create(Origin.SYSTEM, project);
    }

    private void chain(String... ids) {
        var parent = "d";
        for (var id : ids) {
            create(below(parent, id));
            parent = id;
        }
    }

    private static Project below(String parent, String id) {
        return child(parent, id, "d");
    }

    private static Project child(String parent, String id, String domain) {
        return new Project(id, id, domain, parent, false, true, "", List.of(), ResourceOptions.NONE, Json.object());
    }

    private void update(String id, String json) {
        projects.update(Origin.SYSTEM, id, patch(json));
    }

    private static ProjectPatch patch(String json) {
        return new ProjectPatch((ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow());
    }

    private void delete(String id) {
        database.write(Origin.SYSTEM, tx -> {
            projects.deleteProject(tx, id);
            return id;
        });
    }

    private List<String> deleteDomain() {
        return database.write(Origin.SYSTEM, tx -> projects.deleteDomain(tx, "d"));
    }
}
