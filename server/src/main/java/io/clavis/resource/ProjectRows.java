package io.clavis.resource;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.PROJECT_OPTION;
import static io.clavis.db.Tables.PROJECT_TAG;

import io.clavis.db.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectOrderByStep;
import org.jooq.SelectSelectStep;
import org.jooq.TableLike;
import org.jooq.WithStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads chosen rows of table project together with their tags and options, in one statement, by id. */
final class ProjectRows {
    private static final List<SelectFieldOrAsterisk> COLUMNS = Stream.of(
                    Arrays.stream(PROJECT.fields()), Stream.of(PROJECT_TAG.NAME, PROJECT_OPTION.OPTION_VALUE))
            .<SelectFieldOrAsterisk>flatMap(columns -> columns)
            .toList();

    private ProjectRows() {}

    /** The projects that fulfil a condition on PROJECT. */
    static List<Project> where(DSLContext sql, Condition which) {
        return projects(joined(sql.select(COLUMNS), PROJECT).where(which));
    }

    /** The same under a WITH clause. */
    static List<Project> where(WithStep with, Condition which) {
        return projects(joined(with.select(COLUMNS), PROJECT).where(which));
    }

    /**
     * The projects whose ids a query gives. Only ids stand in the derived table: with texts MariaDB would write it to
     * disk.
     */
    static List<Project> among(DSLContext sql, Select<Record1<String>> ids) {
        var keys = ids.asTable("chosen");
        var chosen = PROJECT.join(keys).on(PROJECT.ID.eq(Objects.requireNonNull(keys.field(PROJECT.ID))));
        return projects(joined(sql.select(COLUMNS), chosen));
    }

    private static SelectOnConditionStep<Record> joined(SelectSelectStep<Record> select, TableLike<?> rows) {
        return select.from(rows)
                .leftJoin(PROJECT_TAG)
                .on(PROJECT_TAG.PROJECT_ID.eq(PROJECT.ID))
                .leftJoin(PROJECT_OPTION)
                .on(PROJECT_OPTION.PROJECT_ID.eq(PROJECT.ID))
                .and(PROJECT_OPTION.OPTION_ID.eq(ResourceOptions.IMMUTABLE_ID));
    }

    // One row for each tag; the rows of a project stand together.
    private static List<Project> projects(SelectOrderByStep<Record> joined) {
        var first = new LinkedHashMap<String, Record>();
        var tags = new LinkedHashMap<String, List<String>>();
        for (var row : joined.orderBy(PROJECT.ID, PROJECT_TAG.NAME).fetch()) {
            var id = row.get(PROJECT.ID);
            first.putIfAbsent(id, row);
            var tag = row.get(PROJECT_TAG.NAME);
            var ofProject = tags.computeIfAbsent(id, key -> new ArrayList<>());
            if (tag != null) {
                ofProject.add(tag);
            }
        }
        var projects = new ArrayList<Project>(first.size());
        first.forEach((id, row) -> projects.add(project(row, tags.getOrDefault(id, List.of()))));
        return projects;
    }

    /** The project of a row of PROJECT alone. */
    static Project plain(Record row) {
        return project(row, List.of(), ResourceOptions.NONE);
    }

    private static Project project(Record row, List<String> tags) {
        return project(row, tags, options(row.get(PROJECT_OPTION.OPTION_VALUE)));
    }

    private static Project project(Record row, List<String> tags, ResourceOptions options) {
        var domainId = row.get(PROJECT.DOMAIN_ID);
        @Nullable ObjectNode extra = row.get(PROJECT.EXTRA);
        return new Project(
                row.get(PROJECT.ID),
                row.get(PROJECT.NAME),
                domainId.equals(Columns.ROOT_DOMAIN) ? null : domainId,
                row.get(PROJECT.PARENT_ID),
                Boolean.TRUE.equals(row.get(PROJECT.IS_DOMAIN)),
                Boolean.TRUE.equals(row.get(PROJECT.ENABLED)),
                row.get(PROJECT.DESCRIPTION),
                tags,
                options,
                extra == null ? JsonNodeFactory.instance.objectNode() : extra);
    }

    private static ResourceOptions options(@Nullable JsonNode immutable) {
        if (immutable == null || immutable.isNull()) {
            return ResourceOptions.NONE;
        }
        return new ResourceOptions(immutable.asBoolean());
    }
}
