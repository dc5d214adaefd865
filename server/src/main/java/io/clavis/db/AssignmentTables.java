package io.clavis.db;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles and who holds them where. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class AssignmentTables {
    private AssignmentTables() {}

    /** Table role. */
    public static final class Role extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> DESCRIPTION = text("description");

        Role() {
            super("role");
        }

        private Role(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Role as(String alias) {
            return new Role(DSL.name(alias), this);
        }
    }

    /** Table role_option. */
    public static final class RoleOption extends KeystoneTable {
        public final TableField<Record, String> ROLE_ID = text("role_id");
        public final TableField<Record, String> OPTION_ID = text("option_id");
        public final TableField<Record, JsonNode> OPTION_VALUE = json("option_value");

        RoleOption() {
            super("role_option");
        }

        private RoleOption(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public RoleOption as(String alias) {
            return new RoleOption(DSL.name(alias), this);
        }
    }

    /** Table implied_role. */
    public static final class ImpliedRole extends KeystoneTable {
        public final TableField<Record, String> PRIOR_ROLE_ID = text("prior_role_id");
        public final TableField<Record, String> IMPLIED_ROLE_ID = text("implied_role_id");

        ImpliedRole() {
            super("implied_role");
        }

        private ImpliedRole(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ImpliedRole as(String alias) {
            return new ImpliedRole(DSL.name(alias), this);
        }
    }

    /** Table assignment. */
    public static final class Assignment extends KeystoneTable {
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, String> ACTOR_ID = text("actor_id");
        public final TableField<Record, String> TARGET_ID = text("target_id");
        public final TableField<Record, String> ROLE_ID = text("role_id");
        public final TableField<Record, Boolean> INHERITED = flag("inherited");

        Assignment() {
            super("assignment");
        }

        private Assignment(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Assignment as(String alias) {
            return new Assignment(DSL.name(alias), this);
        }
    }

    /** Table system_assignment. */
    public static final class SystemAssignment extends KeystoneTable {
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, String> ACTOR_ID = text("actor_id");
        public final TableField<Record, String> TARGET_ID = text("target_id");
        public final TableField<Record, String> ROLE_ID = text("role_id");
        public final TableField<Record, Boolean> INHERITED = flag("inherited");

        SystemAssignment() {
            super("system_assignment");
        }

        private SystemAssignment(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public SystemAssignment as(String alias) {
            return new SystemAssignment(DSL.name(alias), this);
        }
    }
}
