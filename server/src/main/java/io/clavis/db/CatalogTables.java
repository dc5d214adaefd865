package io.clavis.db;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Regions, services, endpoints and what narrows them. Columns carry upstream's names; what they hold is said in {@link Columns}. */
public final class CatalogTables {
    private CatalogTables() {}

    /** Table region. */
    public static final class Region extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, String> PARENT_REGION_ID = text("parent_region_id");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");

        Region() {
            super("region");
        }

        private Region(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Region as(String alias) {
            return new Region(DSL.name(alias), this);
        }
    }

    /** Table service. */
    public static final class Service extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");

        Service() {
            super("service");
        }

        private Service(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Service as(String alias) {
            return new Service(DSL.name(alias), this);
        }
    }

    /** Table endpoint. */
    public static final class Endpoint extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> LEGACY_ENDPOINT_ID = text("legacy_endpoint_id");
        public final TableField<Record, String> INTERFACE = text("interface");
        public final TableField<Record, String> SERVICE_ID = text("service_id");
        public final TableField<Record, String> URL = text("url");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");
        public final TableField<Record, Boolean> ENABLED = flag("enabled");
        public final TableField<Record, String> REGION_ID = text("region_id");

        Endpoint() {
            super("endpoint");
        }

        private Endpoint(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Endpoint as(String alias) {
            return new Endpoint(DSL.name(alias), this);
        }
    }

    /** Table endpoint_group. */
    public static final class EndpointGroup extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> NAME = text("name");
        public final TableField<Record, String> DESCRIPTION = text("description");
        public final TableField<Record, JsonNode> FILTERS = json("filters");

        EndpointGroup() {
            super("endpoint_group");
        }

        private EndpointGroup(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public EndpointGroup as(String alias) {
            return new EndpointGroup(DSL.name(alias), this);
        }
    }

    /** Table project_endpoint. */
    public static final class ProjectEndpoint extends KeystoneTable {
        public final TableField<Record, String> ENDPOINT_ID = text("endpoint_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");

        ProjectEndpoint() {
            super("project_endpoint");
        }

        private ProjectEndpoint(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ProjectEndpoint as(String alias) {
            return new ProjectEndpoint(DSL.name(alias), this);
        }
    }

    /** Table project_endpoint_group. */
    public static final class ProjectEndpointGroup extends KeystoneTable {
        public final TableField<Record, String> ENDPOINT_GROUP_ID = text("endpoint_group_id");
        public final TableField<Record, String> PROJECT_ID = text("project_id");

        ProjectEndpointGroup() {
            super("project_endpoint_group");
        }

        private ProjectEndpointGroup(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ProjectEndpointGroup as(String alias) {
            return new ProjectEndpointGroup(DSL.name(alias), this);
        }
    }

    /** Table policy. */
    public static final class Policy extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> TYPE = text("type");
        public final TableField<Record, JsonNode> BLOB = json("blob");
        public final TableField<Record, ObjectNode> EXTRA = extra("extra");

        Policy() {
            super("policy");
        }

        private Policy(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public Policy as(String alias) {
            return new Policy(DSL.name(alias), this);
        }
    }

    /** Table policy_association. */
    public static final class PolicyAssociation extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> POLICY_ID = text("policy_id");
        public final TableField<Record, String> ENDPOINT_ID = text("endpoint_id");
        public final TableField<Record, String> SERVICE_ID = text("service_id");
        public final TableField<Record, String> REGION_ID = text("region_id");

        PolicyAssociation() {
            super("policy_association");
        }

        private PolicyAssociation(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public PolicyAssociation as(String alias) {
            return new PolicyAssociation(DSL.name(alias), this);
        }
    }
}
