package io.clavis.limit;

import static io.clavis.db.Tables.LIMIT;
import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.REGISTERED_LIMIT;

import io.clavis.db.Ids;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Row6;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of table limit, in the order of their creation, with the resource that their registered limit names. */
final class LimitStore {
    private static final Listing LISTING = Listing.of(
            LIMIT,
            LIMIT.ID,
            Map.of(
                    "service_id", REGISTERED_LIMIT.SERVICE_ID,
                    "region_id", REGISTERED_LIMIT.REGION_ID,
                    "resource_name", REGISTERED_LIMIT.RESOURCE_NAME,
                    "project_id", LIMIT.PROJECT_ID,
                    "domain_id", LIMIT.DOMAIN_ID));

    private LimitStore() {}

    static List<Limit> list(DSLContext sql, ListQuery query, Visible visible, Window window) {
        return select(sql)
                .where(LISTING.where(Paging.withoutMarker(query)))
                .and(condition(visible))
                .and(Paging.after(query, LIMIT, LIMIT.ID, LIMIT.INTERNAL_ID))
                .orderBy(LIMIT.INTERNAL_ID)
                .limit(window.rows())
                .fetch(LimitStore::limit);
    }

    private static Condition condition(Visible visible) {
        return switch (visible) {
            case Visible.Everything() -> DSL.noCondition();
            case Visible.OfDomain(var domainId) ->
                LIMIT.DOMAIN_ID.eq(domainId).or(LIMIT.PROJECT_ID.in(projectsIn(List.of(domainId))));
            case Visible.OfProject(var projectId) -> LIMIT.PROJECT_ID.eq(projectId);
            case Visible.Nothing() -> DSL.falseCondition();
        };
    }

    static Optional<Limit> find(DSLContext sql, String id) {
        return select(sql).where(LIMIT.ID.eq(id)).fetchOptional(LimitStore::limit);
    }

    static List<Limit> ofProjects(DSLContext sql, Collection<String> projectIds) {
        var wanted = Ids.of(projectIds);
        return select(sql)
                .where(LIMIT.PROJECT_ID.isNotNull())
                .and(wanted.atLeast(LIMIT.PROJECT_ID))
                .orderBy(LIMIT.INTERNAL_ID)
                .fetch(LimitStore::limit)
                .stream()
                .filter(limit -> limit.projectId() != null && wanted.contains(limit.projectId()))
                .toList();
    }

    /** The limits of domains. */
    static List<Limit> ofDomains(DSLContext sql, Collection<String> domainIds, Collection<String> serviceIds) {
        return select(sql)
                .where(LIMIT.DOMAIN_ID.in(domainIds))
                .and(REGISTERED_LIMIT.SERVICE_ID.in(serviceIds))
                .orderBy(LIMIT.INTERNAL_ID)
                .fetch(LimitStore::limit);
    }

    /** A project's limit and the domain that the project is in. */
    record InDomain(Limit limit, String domainId) {}

    /** The limits of all projects in domains. */
    static List<InDomain> below(DSLContext sql, Collection<String> domainIds, Collection<String> serviceIds) {
        return sql.select(LIMIT.fields())
                .select(REGISTERED_LIMIT.SERVICE_ID, REGISTERED_LIMIT.REGION_ID, REGISTERED_LIMIT.RESOURCE_NAME)
                .select(PROJECT.DOMAIN_ID)
                .from(LIMIT)
                .join(REGISTERED_LIMIT)
                .on(REGISTERED_LIMIT.ID.eq(LIMIT.REGISTERED_LIMIT_ID))
                .join(PROJECT)
                .on(PROJECT.ID.eq(LIMIT.PROJECT_ID))
                .where(PROJECT.DOMAIN_ID.in(domainIds))
                .and(REGISTERED_LIMIT.SERVICE_ID.in(serviceIds))
                .fetch(row -> new InDomain(limit(row), row.get(PROJECT.DOMAIN_ID)));
    }

    /** Which project or domain has a limit already, and of what. */
    record Taken(@Nullable String projectId, @Nullable String domainId, String registeredLimitId) {}

    static List<Taken> taken(DSLContext sql, Collection<String> registeredLimitIds, Collection<String> ownerIds) {
        return sql.select(LIMIT.PROJECT_ID, LIMIT.DOMAIN_ID, LIMIT.REGISTERED_LIMIT_ID)
                .from(LIMIT)
                .where(LIMIT.REGISTERED_LIMIT_ID.in(registeredLimitIds))
                .and(LIMIT.PROJECT_ID.in(ownerIds).or(LIMIT.DOMAIN_ID.in(ownerIds)))
                .fetch(row -> new Taken(
                        row.get(LIMIT.PROJECT_ID), row.get(LIMIT.DOMAIN_ID), row.get(LIMIT.REGISTERED_LIMIT_ID)));
    }

    static boolean anyOf(DSLContext sql, String registeredLimitId) {
        return sql.fetchExists(DSL.selectOne().from(LIMIT).where(LIMIT.REGISTERED_LIMIT_ID.eq(registeredLimitId)));
    }

    /** Inserts limits, each with the id of its registered limit in the same place. */
    static void insert(DSLContext sql, List<Limit> limits, List<String> registeredLimitIds) {
        var rows = IntStream.range(0, limits.size())
                .mapToObj(i -> row(limits.get(i), registeredLimitIds.get(i)))
                .toList();
        sql.insertInto(
                        LIMIT,
                        LIMIT.ID,
                        LIMIT.PROJECT_ID,
                        LIMIT.DOMAIN_ID,
                        LIMIT.RESOURCE_LIMIT,
                        LIMIT.DESCRIPTION,
                        LIMIT.REGISTERED_LIMIT_ID)
                .valuesOfRows(rows)
                .execute();
    }

    private static Row6<String, String, String, Integer, String, String> row(Limit limit, String registeredLimitId) {
        return DSL.row(
                limit.id(),
                limit.projectId(),
                limit.domainId(),
                limit.resourceLimit(),
                limit.description(),
                registeredLimitId);
    }

    static void update(DSLContext sql, Limit limit) {
        sql.update(LIMIT)
                .set(LIMIT.RESOURCE_LIMIT, limit.resourceLimit())
                .set(LIMIT.DESCRIPTION, limit.description())
                .where(LIMIT.ID.eq(limit.id()))
                .execute();
    }

    static void delete(DSLContext sql, Collection<String> ids) {
        sql.deleteFrom(LIMIT).where(LIMIT.ID.in(ids)).execute();
    }

    private static Select<Record1<String>> projectsIn(Collection<String> domainIds) {
        return DSL.select(PROJECT.ID).from(PROJECT).where(PROJECT.DOMAIN_ID.in(domainIds));
    }

    private static SelectJoinStep<Record> select(DSLContext sql) {
        return sql.select(LIMIT.fields())
                .select(REGISTERED_LIMIT.SERVICE_ID, REGISTERED_LIMIT.REGION_ID, REGISTERED_LIMIT.RESOURCE_NAME)
                .from(LIMIT)
                .leftJoin(REGISTERED_LIMIT)
                .on(REGISTERED_LIMIT.ID.eq(LIMIT.REGISTERED_LIMIT_ID));
    }

    private static Limit limit(Record row) {
        return new Limit(
                row.get(LIMIT.ID),
                row.get(LIMIT.PROJECT_ID),
                row.get(LIMIT.DOMAIN_ID),
                RegisteredLimitStore.resource(row),
                row.get(LIMIT.RESOURCE_LIMIT),
                row.get(LIMIT.DESCRIPTION));
    }
}
