package io.clavis.db;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users, groups and their names in other places. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class IdentityTables {
    private IdentityTables() {}

    /** Table user. */
    public static final class User extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, String> DEFAULT_PROJECT_ID = text("default_project_id");
        public final TableField<Record, Instant> CREATED_AT = utc("created_at");
        public final TableField<Record, LocalDate> LAST_ACTIVE_AT = date("last_active_at");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");

        User() {
            super("user");
        }

        private User(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public User as(String alias) {
            return new User(DSL.name(alias), this);
        }
    }

    /** Table local_user. */
    public static final class LocalUser extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, Integer> FAILED_AUTH_COUNT = integer("failed_auth_count");
        public final TableField<Record, Instant> FAILED_AUTH_AT = utc("failed_auth_at");

        LocalUser() {
            super("local_user");
        }

        private LocalUser(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public LocalUser as(String alias) {
            return new LocalUser(DSL.name(alias), this);
        }
    }

    /** Table nonlocal_user. */
    public static final class NonlocalUser extends KeystoneTable {
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, String> USER_ID = text("user_id");

        NonlocalUser() {
            super("nonlocal_user");
        }

        private NonlocalUser(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public NonlocalUser as(String alias) {
            return new NonlocalUser(DSL.name(alias), this);
        }
    }

    /** Table federated_user. */
    public static final class FederatedUser extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> IDP_ID = text("idp_id");
        public final TableField<Record, String> PROTOCOL_ID = text("protocol_id");
        public final TableField<Record, String> UNIQUE_ID = text("unique_id");
        public final TableField<Record, String> DISPLAY_NAME = text("display_name");

        FederatedUser() {
            super("federated_user");
        }

        private FederatedUser(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public FederatedUser as(String alias) {
            return new FederatedUser(DSL.name(alias), this);
        }
    }

    /** Table password. */
    public static final class Password extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, Integer> LOCAL_USER_ID = integer("local_user_id");
        public final TableField<Record, Instant> EXPIRES_AT = utc("expires_at");
        public final TableField<Record, Boolean> SELF_SERVICE = flag("self_service");
        public final TableField<Record, String> PASSWORD_HASH = text("password_hash");
        public final TableField<Record, Instant> CREATED_AT_INT = micros("created_at_int");
        public final TableField<Record, Instant> EXPIRES_AT_INT = micros("expires_at_int");
        public final TableField<Record, Instant> CREATED_AT = utc("created_at");

        Password() {
            super("password");
        }

        private Password(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Password as(String alias) {
            return new Password(DSL.name(alias), this);
        }
    }

    /** Table user_option. */
    public static final class UserOption extends KeystoneTable {
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> OPTION_ID = text("option_id");
        public final TableField<Record, JsonNode> OPTION_VALUE = json("option_value");

        UserOption() {
            super("user_option");
        }

        private UserOption(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public UserOption as(String alias) {
            return new UserOption(DSL.name(alias), this);
        }
    }

    /** Table group. */
    public static final class Group extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");

        Group() {
            super("group");
        }

        private Group(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Group as(String alias) {
            return new Group(DSL.name(alias), this);
        }
    }

    /** Table user_group_membership. */
    public static final class UserGroupMembership extends KeystoneTable {
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> GROUP_ID = text("group_id");

        UserGroupMembership() {
            super("user_group_membership");
        }

        private UserGroupMembership(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public UserGroupMembership as(String alias) {
            return new UserGroupMembership(DSL.name(alias), this);
        }
    }

    /** Table expiring_user_group_membership. */
    public static final class ExpiringUserGroupMembership extends KeystoneTable {
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> GROUP_ID = text("group_id");
        public final TableField<Record, String> IDP_ID = text("idp_id");
        public final TableField<Record, Instant> LAST_VERIFIED = utc("last_verified");

        ExpiringUserGroupMembership() {
            super("expiring_user_group_membership");
        }

        private ExpiringUserGroupMembership(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ExpiringUserGroupMembership as(String alias) {
            return new ExpiringUserGroupMembership(DSL.name(alias), this);
        }
    }

    /** Table id_mapping. */
    public static final class IdMapping extends KeystoneTable {
        public final TableField<Record, String> PUBLIC_ID = text("public_id");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> LOCAL_ID = text("local_id");
        public final TableField<Record, String> ENTITY_TYPE = text("entity_type");

        IdMapping() {
            super("id_mapping");
        }

        private IdMapping(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public IdMapping as(String alias) {
            return new IdMapping(DSL.name(alias), this);
        }
    }
}
