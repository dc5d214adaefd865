package io.clavis.resource;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.PROJECT_OPTION;
import static io.clavis.db.Tables.PROJECT_TAG;

import io.clavis.db.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.WithStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads chosen rows of table project together with their tags and options, in one statement, by id. */
final class ProjectRows {
    private ProjectRows() {}

    /** {@code rows} is a derived table with all columns of table project. */
    static List<Project> read(DSLContext sql, Table<?> rows) {
        return projects(joined(sql.select(columns(rows)), rows).fetch(), rows);
    }

    /** The same under a WITH clause. */
    static List<Project> read(WithStep with, Table<?> rows) {
        return projects(joined(with.select(columns(rows)), rows).fetch(), rows);
    }

    private static List<SelectFieldOrAsterisk> columns(Table<?> rows) {
        var columns = new ArrayList<SelectFieldOrAsterisk>(List.of(rows.fields()));
        columns.add(PROJECT_TAG.NAME.as("tag"));
        columns.add(PROJECT_OPTION.OPTION_VALUE.as("immutable"));
        return columns;
    }

    private static ResultQuery<Record> joined(SelectSelectStep<Record> select, Table<?> rows) {
        var id = column(rows, PROJECT.ID);
        return select.from(rows)
                .leftJoin(PROJECT_TAG)
                .on(PROJECT_TAG.PROJECT_ID.eq(id))
                .leftJoin(PROJECT_OPTION)
                .on(PROJECT_OPTION.PROJECT_ID.eq(id))
                .and(PROJECT_OPTION.OPTION_ID.eq(ResourceOptions.IMMUTABLE_ID))
                .orderBy(id, PROJECT_TAG.NAME);
    }

    // One row for each tag; the rows of a project stand together.
    private static List<Project> projects(List<Record> joined, Table<?> rows) {
        var first = new LinkedHashMap<String, Record>();
        var tags = new LinkedHashMap<String, List<String>>();
        for (var row : joined) {
            var id = row.get(column(rows, PROJECT.ID));
            first.putIfAbsent(id, row);
            var tag = row.get("tag", String.class);
            var ofProject = tags.computeIfAbsent(id, key -> new ArrayList<>());
            if (tag != null) {
                ofProject.add(tag);
            }
        }
        var projects = new ArrayList<Project>(first.size());
        first.forEach((id, row) -> projects.add(project(row, rows, tags.getOrDefault(id, List.of()))));
        return projects;
    }

    private static Project project(Record row, Table<?> rows, List<String> tags) {
        var domainId = row.get(column(rows, PROJECT.DOMAIN_ID));
        @Nullable ObjectNode extra = row.get(column(rows, PROJECT.EXTRA));
        return new Project(
                row.get(column(rows, PROJECT.ID)),
                row.get(column(rows, PROJECT.NAME)),
                domainId.equals(Columns.ROOT_DOMAIN) ? null : domainId,
                row.get(column(rows, PROJECT.PARENT_ID)),
                Boolean.TRUE.equals(row.get(column(rows, PROJECT.IS_DOMAIN))),
                Boolean.TRUE.equals(row.get(column(rows, PROJECT.ENABLED))),
                row.get(column(rows, PROJECT.DESCRIPTION)),
                tags,
                options(row.get("immutable", JsonNode.class)),
                extra == null ? JsonNodeFactory.instance.objectNode() : extra);
    }

    private static ResourceOptions options(@Nullable JsonNode immutable) {
        if (immutable == null || immutable.isNull()) {
            return ResourceOptions.NONE;
        }
        return new ResourceOptions(immutable.asBoolean());
    }

    private static <T> Field<T> column(Table<?> rows, Field<T> column) {
        return Objects.requireNonNull(rows.field(column));
    }
}
