package io.clavis.db;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.node.ObjectNode;

/** Credentials, application credentials, trusts and revocations. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class CredentialTables {
    private CredentialTables() {}

    /** Table credential. */
    public static final class Credential extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, String> KEY_HASH = text("key_hash");
        public final TableField<Record, String> ENCRYPTED_BLOB = text("encrypted_blob");

        Credential() {
            super("credential");
        }

        private Credential(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Credential as(String alias) {
            return new Credential(DSL.name(alias), this);
        }
    }

    /** Table application_credential. */
    public static final class ApplicationCredential extends KeystoneTable {
        public final TableField<Record, Integer> INTERNAL_ID = integer("internal_id");
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, String> SECRET_HASH = text("secret_hash");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, Instant> EXPIRES_AT = micros("expires_at");
        public final TableField<Record, String> SYSTEM = text("system");
        public final TableField<Record, Boolean> UNRESTRICTED = flag("unrestricted");

        ApplicationCredential() {
            super("application_credential");
        }

        private ApplicationCredential(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ApplicationCredential as(String alias) {
            return new ApplicationCredential(DSL.name(alias), this);
        }
    }

    /** Table application_credential_role. */
    public static final class ApplicationCredentialRole extends KeystoneTable {
        public final TableField<Record, Integer> APPLICATION_CREDENTIAL_ID = integer("application_credential_id");
        public final TableField<Record, String> ROLE_ID = text("role_id");

        ApplicationCredentialRole() {
            super("application_credential_role");
        }

        private ApplicationCredentialRole(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ApplicationCredentialRole as(String alias) {
            return new ApplicationCredentialRole(DSL.name(alias), this);
        }
    }

    /** Table application_credential_access_rule. */
    public static final class ApplicationCredentialAccessRule extends KeystoneTable {
        public final TableField<Record, Integer> APPLICATION_CREDENTIAL_ID = integer("application_credential_id");
        public final TableField<Record, Integer> ACCESS_RULE_ID = integer("access_rule_id");

        ApplicationCredentialAccessRule() {
            super("application_credential_access_rule");
        }

        private ApplicationCredentialAccessRule(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ApplicationCredentialAccessRule as(String alias) {
            return new ApplicationCredentialAccessRule(DSL.name(alias), this);
        }
    }

    /** Table access_rule. */
    public static final class AccessRule extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, String> SERVICE = text("service");
        public final TableField<Record, String> PATH = text("path");
        public final TableField<Record, String> METHOD = text("method");
        public final TableField<Record, String> EXTERNAL_ID = text("external_id");
        public final TableField<Record, String> USER_ID = text("user_id");

        AccessRule() {
            super("access_rule");
        }

        private AccessRule(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public AccessRule as(String alias) {
            return new AccessRule(DSL.name(alias), this);
        }
    }

    /** Table trust. */
    public static final class Trust extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> TRUSTOR_USER_ID = text("trustor_user_id");
        public final TableField<Record, String> TRUSTEE_USER_ID = text("trustee_user_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, Boolean> IMPERSONATION = flag("impersonation");
        public final TableField<Record, Instant> DELETED_AT = utc("deleted_at");
        public final TableField<Record, Instant> EXPIRES_AT = utc("expires_at");
        public final TableField<Record, Integer> REMAINING_USES = integer("remaining_uses");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, Instant> EXPIRES_AT_INT = micros("expires_at_int");
        public final TableField<Record, String> REDELEGATED_TRUST_ID = text("redelegated_trust_id");
        public final TableField<Record, Integer> REDELEGATION_COUNT = integer("redelegation_count");

        Trust() {
            super("trust");
        }

        private Trust(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Trust as(String alias) {
            return new Trust(DSL.name(alias), this);
        }
    }

    /** Table trust_role. */
    public static final class TrustRole extends KeystoneTable {
        public final TableField<Record, String> TRUST_ID = text("trust_id");
        public final TableField<Record, String> ROLE_ID = text("role_id");

        TrustRole() {
            super("trust_role");
        }

        private TrustRole(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public TrustRole as(String alias) {
            return new TrustRole(DSL.name(alias), this);
        }
    }

    /** Table token. */
    public static final class Token extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, Instant> EXPIRES = utc("expires");
        public final TableField<Record, String> EXTRA = text("extra");
        public final TableField<Record, Boolean> VALID = flag("valid");
        public final TableField<Record, String> TRUST_ID = text("trust_id");
        public final TableField<Record, String> USER_ID = text("user_id");

        Token() {
            super("token");
        }

        private Token(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Token as(String alias) {
            return new Token(DSL.name(alias), this);
        }
    }

    /** Table revocation_event. */
    public static final class RevocationEvent extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, String> USER_ID = text("user_id");
        public final TableField<Record, String> ROLE_ID = text("role_id");
        public final TableField<Record, String> TRUST_ID = text("trust_id");
        public final TableField<Record, String> CONSUMER_ID = text("consumer_id");
        public final TableField<Record, String> ACCESS_TOKEN_ID = text("access_token_id");
        public final TableField<Record, Instant> ISSUED_BEFORE = utc("issued_before");
        public final TableField<Record, Instant> EXPIRES_AT = utc("expires_at");
        public final TableField<Record, Instant> REVOKED_AT = utc("revoked_at");
        public final TableField<Record, String> AUDIT_ID = text("audit_id");
        public final TableField<Record, String> AUDIT_CHAIN_ID = text("audit_chain_id");

        RevocationEvent() {
            super("revocation_event");
        }

        private RevocationEvent(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public RevocationEvent as(String alias) {
            return new RevocationEvent(DSL.name(alias), this);
        }
    }
}
