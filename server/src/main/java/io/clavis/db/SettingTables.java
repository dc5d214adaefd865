package io.clavis.db;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;

/** Limits and domain configuration. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class SettingTables {
    private SettingTables() {}

    /** Table registered_limit. */
    public static final class RegisteredLimit extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> SERVICE_ID = text("service_id");
        public final TableField<Record, String> REGION_ID = text("region_id");
        public final TableField<Record, String> RESOURCE_NAME = text("resource_name");
        public final TableField<Record, Integer> DEFAULT_LIMIT = integer("default_limit");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, Integer> INTERNAL_ID = integer("internal_id");

        RegisteredLimit() {
            super("registered_limit");
        }

        private RegisteredLimit(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public RegisteredLimit as(String alias) {
            return new RegisteredLimit(DSL.name(alias), this);
        }
    }

    /** Table limit. */
    public static final class Limit extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, Integer> RESOURCE_LIMIT = integer("resource_limit");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, Integer> INTERNAL_ID = integer("internal_id");
        public final TableField<Record, String> REGISTERED_LIMIT_ID = text("registered_limit_id");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");

        Limit() {
            super("limit");
        }

        private Limit(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Limit as(String alias) {
            return new Limit(DSL.name(alias), this);
        }
    }

    /** Table whitelisted_config. */
    public static final class WhitelistedConfig extends KeystoneTable {
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> GROUP = text("group");
        public final TableField<Record, String> OPTION = text("option");
        public final TableField<Record, JsonNode> VALUE = json("value");

        WhitelistedConfig() {
            super("whitelisted_config");
        }

        private WhitelistedConfig(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public WhitelistedConfig as(String alias) {
            return new WhitelistedConfig(DSL.name(alias), this);
        }
    }

    /** Table sensitive_config. */
    public static final class SensitiveConfig extends KeystoneTable {
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> GROUP = text("group");
        public final TableField<Record, String> OPTION = text("option");
        public final TableField<Record, JsonNode> VALUE = json("value");

        SensitiveConfig() {
            super("sensitive_config");
        }

        private SensitiveConfig(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public SensitiveConfig as(String alias) {
            return new SensitiveConfig(DSL.name(alias), this);
        }
    }

    /** Table config_register. */
    public static final class ConfigRegister extends KeystoneTable {
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");

        ConfigRegister() {
            super("config_register");
        }

        private ConfigRegister(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ConfigRegister as(String alias) {
            return new ConfigRegister(DSL.name(alias), this);
        }
    }
}
