package io.clavis.resource;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.PROJECT_OPTION;
import static io.clavis.db.Tables.PROJECT_TAG;

import io.clavis.db.Columns;
import io.clavis.db.Ids;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Rows;
import io.clavis.db.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The SQL of domains and projects. The hidden row that stands above all domains is never found. Stateless. */
final class ProjectStore {
    private static final Listing LISTING = Listing.of(
            PROJECT,
            PROJECT.ID,
            Map.of(
                    "id", PROJECT.ID,
                    "name", PROJECT.NAME,
                    "domain_id", PROJECT.DOMAIN_ID,
                    "parent_id", PROJECT.PARENT_ID,
                    "enabled", PROJECT.ENABLED,
                    "is_domain", PROJECT.IS_DOMAIN));
    private static final Condition SHOWN = PROJECT.ID.ne(Columns.ROOT_DOMAIN);

    private ProjectStore() {}

    static Optional<Project> find(DSLContext sql, String id) {
        return first(ProjectRows.where(sql, SHOWN.and(PROJECT.ID.eq(id))));
    }

    /**
     * A project or domain without its tags and options, if it is there; nobody can change or delete it before the
     * transaction ends.
     */
    static Optional<Project> keep(DSLContext sql, String id) {
        var row = sql.select(PROJECT.fields()).from(PROJECT).where(SHOWN.and(PROJECT.ID.eq(id)));
        // SQLite has one writer at a time and no such clause.
        return sql.family() == SQLDialect.SQLITE
                ? row.fetchOptional(ProjectRows::plain)
                : row.forShare().fetchOptional(ProjectRows::plain);
    }

    /** By name in a domain; among the domains where {@code domainId} is null. */
    static Optional<Project> findByName(DSLContext sql, String name, @Nullable String domainId) {
        var within = PROJECT.DOMAIN_ID.eq(stored(domainId));
        return first(ProjectRows.where(sql, SHOWN.and(PROJECT.NAME.eq(name)).and(within)));
    }

    static List<Project> findAll(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        return ProjectRows.where(sql, SHOWN.and(wanted.atLeast(PROJECT.ID))).stream()
                .filter(project -> wanted.contains(project.id()))
                .toList();
    }

    static Map<String, ProjectName> names(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        var names = new HashMap<String, ProjectName>();
        Rows.forEach(
                sql,
                sql.select(PROJECT.ID, PROJECT.NAME, PROJECT.DOMAIN_ID)
                        .from(PROJECT)
                        .where(SHOWN.and(wanted.atLeast(PROJECT.ID))),
                row -> {
                    var id = row.text(1);
                    if (wanted.contains(id)) {
                        names.put(id, new ProjectName(row.text(2), domain(row.text(3))));
                    }
                });
        return names;
    }

    /** The projects with these names in these domains. */
    static List<Project> findByNames(DSLContext sql, Map<String, ? extends Collection<String>> namesByDomain) {
        var named = namesByDomain.entrySet().stream()
                .map(inDomain -> PROJECT.DOMAIN_ID.eq(inDomain.getKey()).and(PROJECT.NAME.in(inDomain.getValue())))
                .toList();
        return ProjectRows.where(sql, SHOWN.and(DSL.or(named)));
    }

    static List<Project> findInDomain(DSLContext sql, String domainId) {
        return ProjectRows.where(sql, SHOWN.and(PROJECT.DOMAIN_ID.eq(domainId)));
    }

    static List<Project> list(DSLContext sql, ListQuery query, TagFilter tags, Window window) {
        var page = DSL.select(PROJECT.ID)
                .from(PROJECT)
                .where(SHOWN)
                .and(LISTING.where(query))
                .and(TagConditions.of(tags))
                .orderBy(LISTING.order())
                .limit(window.rows());
        return ProjectRows.among(sql, page);
    }

    static boolean knowsMarker(DSLContext sql, ListQuery query) {
        return LISTING.knowsMarker(sql, query);
    }

    /** All projects above one, the nearest first, the domain last. */
    static List<Project> ancestors(DSLContext sql, String id) {
        return Hierarchy.upwards(id, findWithin(sql, id, Direction.UP));
    }

    /** All projects below one, level by level. */
    static List<Project> subtree(DSLContext sql, String id) {
        return Hierarchy.downwards(id, findWithin(sql, id, Direction.DOWN));
    }

    static boolean hasChildren(DSLContext sql, String id) {
        return sql.fetchExists(DSL.selectOne().from(PROJECT).where(PROJECT.PARENT_ID.eq(id)));
    }

    static void insert(DSLContext sql, Project project) {
        sql.insertInto(PROJECT)
                .set(PROJECT.ID, project.id())
                .set(PROJECT.NAME, project.name())
                .set(PROJECT.DOMAIN_ID, stored(project.domainId()))
                .set(PROJECT.PARENT_ID, project.parentId())
                .set(PROJECT.IS_DOMAIN, project.isDomain())
                .set(PROJECT.ENABLED, project.enabled())
                .set(PROJECT.DESCRIPTION, project.description())
                .set(PROJECT.EXTRA, project.extra())
                .execute();
        insertTags(sql, project.id(), project.tags());
        insertOptions(sql, project);
    }

    /** Writes what an update may change; tags and options only where they differ. */
    static void update(DSLContext sql, Project before, Project after) {
        sql.update(PROJECT)
                .set(PROJECT.NAME, after.name())
                .set(PROJECT.ENABLED, after.enabled())
                .set(PROJECT.DESCRIPTION, after.description())
                .set(PROJECT.EXTRA, after.extra())
                .where(PROJECT.ID.eq(after.id()))
                .execute();
        if (!before.tags().equals(after.tags())) {
            sql.deleteFrom(PROJECT_TAG)
                    .where(PROJECT_TAG.PROJECT_ID.eq(after.id()))
                    .execute();
            insertTags(sql, after.id(), after.tags());
        }
        if (!before.options().equals(after.options())) {
            sql.deleteFrom(PROJECT_OPTION)
                    .where(PROJECT_OPTION.PROJECT_ID.eq(after.id()))
                    .execute();
            insertOptions(sql, after);
        }
    }

    private static void insertTags(DSLContext sql, String id, Collection<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(PROJECT_TAG, PROJECT_TAG.PROJECT_ID, PROJECT_TAG.NAME);
        for (var tag : tags) {
            insert = insert.values(id, tag);
        }
        insert.execute();
    }

    static void delete(DSLContext sql, String id) {
        deleteRows(sql, PROJECT.ID.eq(id));
    }

    // A row must not go before the rows that name it as their parent, and MySQL deletes in an order of its own.
    static void deleteInDomain(DSLContext sql, String domainId) {
        sql.update(PROJECT)
                .set(PROJECT.PARENT_ID, domainId)
                .where(PROJECT.DOMAIN_ID.eq(domainId))
                .execute();
        deleteRows(sql, PROJECT.DOMAIN_ID.eq(domainId));
    }

    // Tags and options go by the foreign keys' cascade as well; SQLite does that only where it is told to.
    private static void deleteRows(DSLContext sql, Condition which) {
        var ids = DSL.select(PROJECT.ID).from(PROJECT).where(which);
        sql.deleteFrom(PROJECT_TAG).where(PROJECT_TAG.PROJECT_ID.in(ids)).execute();
        sql.deleteFrom(PROJECT_OPTION).where(PROJECT_OPTION.PROJECT_ID.in(ids)).execute();
        sql.deleteFrom(PROJECT).where(which).execute();
    }

    private static void insertOptions(DSLContext sql, Project project) {
        var immutable = project.options().json().get(ResourceOptions.IMMUTABLE);
        if (immutable == null) {
            return;
        }
        sql.insertInto(PROJECT_OPTION)
                .set(PROJECT_OPTION.PROJECT_ID, project.id())
                .set(PROJECT_OPTION.OPTION_ID, ResourceOptions.IMMUTABLE_ID)
                .set(PROJECT_OPTION.OPTION_VALUE, immutable)
                .execute();
    }

    /** Which way to follow {@code parent_id}. */
    private enum Direction {
        UP,
        DOWN
    }

    // UNION without ALL ends by itself where the rows form a circle.
    private static List<Project> findWithin(DSLContext sql, String id, Direction direction) {
        var chain = DSL.name("chain");
        Field<String> chainId = DSL.field(DSL.name("chain", "id"), PROJECT.ID.getDataType());
        Field<String> chainParent = DSL.field(DSL.name("chain", "parent_id"), PROJECT.PARENT_ID.getDataType());
        var next = direction == Direction.UP ? PROJECT.ID.eq(chainParent) : PROJECT.PARENT_ID.eq(chainId);
        var walk = chain.fields("id", "parent_id")
                .as(DSL.select(PROJECT.ID, PROJECT.PARENT_ID)
                        .from(PROJECT)
                        .where(PROJECT.ID.eq(id))
                        .union(DSL.select(PROJECT.ID, PROJECT.PARENT_ID)
                                .from(PROJECT)
                                .join(DSL.table(chain))
                                .on(next)));
        var inChain = PROJECT.ID.in(DSL.select(chainId).from(DSL.table(chain)));
        return ProjectRows.where(sql.withRecursive(walk), SHOWN.and(inChain));
    }

    private static String stored(@Nullable String domainId) {
        return domainId == null ? Columns.ROOT_DOMAIN : domainId;
    }

    /** What {@link #stored} made of a domain's id. */
    static @Nullable String domain(String stored) {
        return stored.equals(Columns.ROOT_DOMAIN) ? null : stored;
    }

    private static Optional<Project> first(List<Project> projects) {
        return projects.stream().findFirst();
    }
}
