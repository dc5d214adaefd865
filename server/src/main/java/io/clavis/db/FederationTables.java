package io.clavis.db;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Identity providers, mappings, protocols, service providers and OAuth 1. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class FederationTables {
    private FederationTables() {}

    /** Table identity_provider. */
    public static final class IdentityProvider extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, Integer> AUTHORIZATION_TTL = integer("authorization_ttl");

        IdentityProvider() {
            super("identity_provider");
        }

        private IdentityProvider(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public IdentityProvider as(String alias) {
            return new IdentityProvider(DSL.name(alias), this);
        }
    }

    /** Table idp_remote_ids. */
    public static final class IdpRemoteIds extends KeystoneTable {
        public final TableField<Record, String> IDP_ID = text("idp_id");
        public final TableField<Record, String> REMOTE_ID = text("remote_id");

        IdpRemoteIds() {
            super("idp_remote_ids");
        }

        private IdpRemoteIds(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public IdpRemoteIds as(String alias) {
            return new IdpRemoteIds(DSL.name(alias), this);
        }
    }

    /** Table mapping. */
    public static final class Mapping extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, JsonNode> RULES = jsonTwice("rules");
        public final TableField<Record, String> SCHEMA_VERSION = text("schema_version");

        Mapping() {
            super("mapping");
        }

        private Mapping(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Mapping as(String alias) {
            return new Mapping(DSL.name(alias), this);
        }
    }

    /** Table federation_protocol. */
    public static final class FederationProtocol extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> IDP_ID = text("idp_id");
        public final TableField<Record, String> MAPPING_ID = text("mapping_id");
        public final TableField<Record, String> REMOTE_ID_ATTRIBUTE = text("remote_id_attribute");

        FederationProtocol() {
            super("federation_protocol");
        }

        private FederationProtocol(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public FederationProtocol as(String alias) {
            return new FederationProtocol(DSL.name(alias), this);
        }
    }

    /** Table service_provider. */
    public static final class ServiceProvider extends KeystoneTable {
        public final TableField<Record, String> AUTH_URL = text("auth_url");
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, String> SP_URL = text("sp_url");
        public final TableField<Record, String> RELAY_STATE_PREFIX = text("relay_state_prefix");

        ServiceProvider() {
            super("service_provider");
        }

        private ServiceProvider(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ServiceProvider as(String alias) {
            return new ServiceProvider(DSL.name(alias), this);
        }
    }

    /** Table consumer. */
    public static final class Consumer extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, String> SECRET = text("secret");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");

        Consumer() {
            super("consumer");
        }

        private Consumer(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Consumer as(String alias) {
            return new Consumer(DSL.name(alias), this);
        }
    }

    /** Table request_token. */
    public static final class RequestToken extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> REQUEST_SECRET = text("request_secret");
        public final TableField<Record, String> VERIFIER = text("verifier");
        public final TableField<Record, String> AUTHORIZING_USER_ID = text("authorizing_user_id");
        public final TableField<Record, String> REQUESTED_PROJECT_ID = text("requested_project_id");
        public final TableField<Record, String> ROLE_IDS = text("role_ids");
        public final TableField<Record, String> CONSUMER_ID = text("consumer_id");
        public final TableField<Record, String> EXPIRES_AT = text("expires_at");

        RequestToken() {
            super("request_token");
        }

        private RequestToken(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public RequestToken as(String alias) {
            return new RequestToken(DSL.name(alias), this);
        }
    }

    /** Table access_token. */
    public static final class AccessToken extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> ACCESS_SECRET = text("access_secret");
        public final TableField<Record, String> AUTHORIZING_USER_ID = text("authorizing_user_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");
        public final TableField<Record, String> ROLE_IDS = text("role_ids");
        public final TableField<Record, String> CONSUMER_ID = text("consumer_id");
        public final TableField<Record, String> EXPIRES_AT = text("expires_at");

        AccessToken() {
            super("access_token");
        }

        private AccessToken(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public AccessToken as(String alias) {
            return new AccessToken(DSL.name(alias), this);
        }
    }
}
