package io.clavis.db;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Domains and projects. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class ResourceTables {
    private ResourceTables() {}

    /** Table project. */
    public static final class Project extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> PARENT_ID = text("parent_id");
        public final TableField<Record, Boolean> IS_DOMAIN = flag("is_domain");

        Project() {
            super("project");
        }

        private Project(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Project as(String alias) {
            return new Project(DSL.name(alias), this);
        }
    }

    /** Table project_option. */
    public static final class ProjectOption extends KeystoneTable {
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, String> OPTION_ID = text("option_id");
        public final TableField<Record, JsonNode> OPTION_VALUE = json("option_value");

        ProjectOption() {
            super("project_option");
        }

        private ProjectOption(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ProjectOption as(String alias) {
            return new ProjectOption(DSL.name(alias), this);
        }
    }

    /** Table project_tag. */
    public static final class ProjectTag extends KeystoneTable {
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, String> NAME = text("name");

        ProjectTag() {
            super("project_tag");
        }

        private ProjectTag(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ProjectTag as(String alias) {
            return new ProjectTag(DSL.name(alias), this);
        }
    }
}
