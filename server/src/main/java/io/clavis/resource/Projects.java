package io.clavis.resource;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of domains and projects. Thread-safe. */
public final class Projects {
    private final Database database;
    private final ResourceSettings settings;
    private final CreationRules creation;
    private final UpdateRules updates;

    public Projects(Database database, ResourceSettings settings) {
        this.database = database;
        this.settings = settings;
        this.creation = new CreationRules(settings);
        this.updates = new UpdateRules(settings);
    }

    /** A project or a domain. One statement. */
    public Optional<Project> find(String id) {
        return database.read(sql -> ProjectStore.find(sql, id));
    }

    /** A project by its name within a domain. */
    public Optional<Project> findByName(String name, String domainId) {
        return database.read(sql -> ProjectStore.findByName(sql, name, domainId));
    }

    /** A domain; empty for a project that is none. */
    public Optional<Project> findDomain(String id) {
        return find(id).filter(Project::isDomain);
    }

    /** A domain by its name. */
    public Optional<Project> findDomainByName(String name) {
        return database.read(sql -> ProjectStore.findByName(sql, name, null));
    }

    /** Those of the projects and domains that exist, by id. */
    public List<Project> findAll(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : database.read(sql -> ProjectStore.findAll(sql, ids));
    }

    /** The names of those of the projects and domains that exist, by id. One statement. */
    public Map<String, ProjectName> names(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : database.read(sql -> ProjectStore.names(sql, ids));
    }

    /** The projects with these names that exist, the names by domain. One statement. */
    public List<Project> findByNames(Map<String, ? extends Collection<String>> namesByDomain) {
        return namesByDomain.isEmpty() ? List.of() : database.read(sql -> ProjectStore.findByNames(sql, namesByDomain));
    }

    /** The projects of a domain, without the domain itself. */
    public List<Project> findInDomain(String domainId) {
        return database.read(sql -> ProjectStore.findInDomain(sql, domainId));
    }

    /** What is above a project, the nearest first, the domain last; empty for a domain. One statement. */
    public List<Project> ancestors(String projectId) {
        return database.read(sql -> ProjectStore.ancestors(sql, projectId));
    }

    /** The ids of what is above a project, the nearest first, the domain last. One statement. */
    public List<String> ancestorIds(String projectId) {
        return ancestors(projectId).stream().map(Project::id).toList();
    }

    /** What is below a project, level by level. One statement. */
    public List<Project> subtree(String projectId) {
        return database.read(sql -> ProjectStore.subtree(sql, projectId));
    }

    /** The ids of what is below a project, level by level. One statement. */
    public List<String> subtreeIds(String projectId) {
        return subtree(projectId).stream().map(Project::id).toList();
    }

    /** A page of projects and domains; a filter on {@code is_domain} tells them apart. 404 for an unknown marker. */
    Page<Project> list(ListQuery query, TagFilter tags) {
        var window = settings.limits().paged(query);
        return database.read(sql -> {
            if (!ProjectStore.knowsMarker(sql, query)) {
                throw new NotFound("Marker " + query.marker().orElse("") + " could not be found.");
            }
            return window.page(ProjectStore.list(sql, query, tags, window));
        });
    }

    /**
     * Creates a project or domain; a project without a parent goes to the top of its domain.
     *
     * @throws Conflict if the name is taken in the domain, or the id
     */
    public Project create(Origin origin, Project project) {
        try {
            return database.write(origin, tx -> create(tx, project));
        } catch (DuplicateEntry taken) {
            throw nameTaken(creation.prepare(project));
        }
    }

    /**
     * Creates a project or domain together with other things.
     *
     * @throws DuplicateEntry if the name is taken in the domain, or the id
     */
    public Project create(Transaction tx, Project project) {
        var created = creation.prepare(project);
        var above = keptAbove(tx, created);
        creation.check(created, ancestry(tx, above.parent()), above.domain());
        ProjectStore.insert(tx.sql(), created);
        record(tx, created, Operation.CREATED);
        return created;
    }

    /** Changes a domain. */
    public Project updateDomain(Origin origin, String id, ProjectPatch patch) {
        creation.checkNotFederated(id, patch.name().orElse(""));
        return update(origin, id, "domain", patch);
    }

    /** Changes a project or domain. */
    public Project update(Origin origin, String id, ProjectPatch patch) {
        return update(origin, id, "project", patch);
    }

    private Project update(Origin origin, String id, String kind, ProjectPatch patch) {
        try {
            return database.write(origin, tx -> {
                tx.lock(Entity.PROJECT, id);
                var before = ProjectStore.find(tx.sql(), id)
                        .filter(found -> found.isDomain() || kind.equals("project"))
                        .orElseThrow(() -> NotFound.of(kind, id));
                var after = updates.apply(before, patch, surroundings(tx, id));
                ProjectStore.update(tx.sql(), before, after);
                record(tx, after, Operation.UPDATED);
                return after;
            });
        } catch (DuplicateEntry taken) {
            throw find(id).map(before -> nameTaken(patch.applyTo(before))).orElseGet(() -> Conflict.storing(kind, id));
        }
    }

    /** Replaces all tags; returns them as stored. */
    List<String> setTags(Origin origin, String id, Collection<String> tags) {
        return changeTags(
                origin, id, "update", before -> tags.stream().map(String::strip).toList());
    }

    /** Adds a tag. */
    void addTag(Origin origin, String id, String tag) {
        changeTags(origin, id, "create", before -> Tags.plus(before.tags(), tag));
    }

    /** Takes a tag away; 404 where it is not there. */
    void removeTag(Origin origin, String id, String tag) {
        changeTags(origin, id, "delete", before -> Tags.minus(before.tags(), tag));
    }

    private List<String> changeTags(Origin origin, String id, String verb, Tags.Change change) {
        try {
            return database.write(origin, tx -> {
                tx.lock(Entity.PROJECT, id);
                var before = existing(tx, id);
                UpdateRules.checkTagsMutable(before, verb);
                var after = before.withTags(change.of(before));
                ProjectStore.update(tx.sql(), before, after);
                record(tx, after, Operation.UPDATED);
                return after.tags();
            });
        } catch (DuplicateEntry differOnlyInCase) {
            throw Conflict.storing("project", "Duplicate entry");
        }
    }

    /** Deletes a project that is no domain; 403 where it is not a leaf or immutable, 404 where there is none. */
    public void deleteProject(Transaction tx, String id) {
        tx.lock(Entity.PROJECT, id);
        var project = ProjectStore.find(tx.sql(), id)
                .filter(found -> !found.isDomain())
                .orElseThrow(() -> NotFound.of("project", id));
        DeletionRules.checkProject(project, ProjectStore.hasChildren(tx.sql(), id));
        ProjectStore.delete(tx.sql(), id);
        record(tx, project, Operation.DELETED);
    }

    /**
     * Deletes a disabled domain and all its projects.
     *
     * @return the ids of the projects that went with it, without the domain's own
     */
    public List<String> deleteDomain(Transaction tx, String id) {
        tx.lock(Entity.DOMAIN, id);
        var domain =
                ProjectStore.find(tx.sql(), id).filter(Project::isDomain).orElseThrow(() -> NotFound.of("domain", id));
        var projects = ProjectStore.findInDomain(tx.sql(), id);
        DeletionRules.checkDomain(domain, projects);
        ProjectStore.deleteInDomain(tx.sql(), id);
        ProjectStore.delete(tx.sql(), id);
        projects.forEach(project -> record(tx, project, Operation.DELETED));
        record(tx, domain, Operation.DELETED);
        return projects.stream().map(Project::id).toList();
    }

    /** The domain and the parent, as far as they exist; nobody can change them before the transaction ends. */
    private static Above keptAbove(Transaction tx, Project project) {
        var domain = keep(tx, project.domainId());
        var parent = project.parentId() == null || project.parentId().equals(project.domainId())
                ? domain
                : keep(tx, project.parentId());
        return new Above(domain.filter(Project::isDomain), project.parentId() == null ? Optional.empty() : parent);
    }

    private record Above(Optional<Project> domain, Optional<Project> parent) {}

    private static Optional<Project> keep(Transaction tx, @Nullable String id) {
        return id == null ? Optional.empty() : ProjectStore.keep(tx.sql(), id);
    }

    private static Project existing(Transaction tx, String id) {
        return ProjectStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("project", id));
    }

    private static Surroundings surroundings(Transaction tx, String id) {
        return new Surroundings(() -> ProjectStore.ancestors(tx.sql(), id), () -> ProjectStore.subtree(tx.sql(), id));
    }

    /** The parent and all above it. Above a domain is nothing. */
    private static List<Project> ancestry(Transaction tx, Optional<Project> parent) {
        var above = new ArrayList<Project>();
        parent.ifPresent(above::add);
        parent.filter(project -> !project.isDomain())
                .ifPresent(project -> above.addAll(ProjectStore.ancestors(tx.sql(), project.id())));
        return above;
    }

    private static void record(Transaction tx, Project project, Operation operation) {
        var entity = project.isDomain() ? Entity.DOMAIN : Entity.PROJECT;
        tx.changed(entity, project.id(), operation, project.owningDomainId());
    }

    private static Conflict nameTaken(Project project) {
        return Conflict.storing(
                "project",
                project.isDomain()
                        ? "it is not permitted to have two projects acting as domains with the same name: "
                                + project.name()
                        : "it is not permitted to have two projects with either the same name or same id in the same"
                                + " domain: name is " + project.name() + ", project id " + project.id());
    }
}
