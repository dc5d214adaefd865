package io.clavis.composition;

import static io.clavis.db.Tables.ACCESS_RULE;
import static io.clavis.db.Tables.ACCESS_TOKEN;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL;
import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.CONSUMER;
import static io.clavis.db.Tables.CREDENTIAL;
import static io.clavis.db.Tables.ENDPOINT;
import static io.clavis.db.Tables.ENDPOINT_GROUP;
import static io.clavis.db.Tables.FEDERATION_PROTOCOL;
import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.IDENTITY_PROVIDER;
import static io.clavis.db.Tables.IMPLIED_ROLE;
import static io.clavis.db.Tables.LIMIT;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.MAPPING;
import static io.clavis.db.Tables.POLICY;
import static io.clavis.db.Tables.POLICY_ASSOCIATION;
import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.PROJECT_ENDPOINT;
import static io.clavis.db.Tables.PROJECT_ENDPOINT_GROUP;
import static io.clavis.db.Tables.PROJECT_TAG;
import static io.clavis.db.Tables.REGION;
import static io.clavis.db.Tables.REGISTERED_LIMIT;
import static io.clavis.db.Tables.REVOCATION_EVENT;
import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.SERVICE;
import static io.clavis.db.Tables.SERVICE_PROVIDER;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;
import static io.clavis.db.Tables.TRUST;
import static io.clavis.db.Tables.TRUST_ROLE;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.USER_OPTION;

import io.clavis.db.Database;
import io.clavis.db.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * One specimen of everything that can be listed, made through the API, and as many copies of their rows as a test wants,
 * made by the database itself. Copy {@code n} of a thing has the thing's word and {@code n} for its id.
 */
final class Multitude {
    /** Of what nobody has very many, there are no more than this. */
    private static final int FEW = 1000;

    private final Cloud cloud;
    private final String token;
    private final Map<String, String> specimens = new LinkedHashMap<>();
    private int size;

    Multitude(Cloud cloud, String token) {
        this.cloud = cloud;
        this.token = token;
        makeSpecimens();
    }

    /** The ids of the specimens by the name that path templates give them. */
    Map<String, String> specimens() {
        return Map.copyOf(specimens);
    }

    String id(String variable) {
        var id = specimens.get(variable);
        if (id == null) {
            throw new AssertionError("say what stands for {" + variable + "}: make one, and copies of it");
        }
        return id;
    }

    private void makeSpecimens() {
        specimens.put(
                "caller_id",
                cloud.client()
                        .send(token, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                        .expect(200)
                        .string("/token/user/id"));
        specimens.put("user_id", id("caller_id"));
        make("project_id", "/v3/projects", "project", "'name':'specimen','tags':['tag']");
        make("other_project_id", "/v3/projects", "project", "'name':'other'");
        make("domain_id", "/v3/domains", "domain", "'name':'specimen'");
        make("group_id", "/v3/groups", "group", "'name':'specimen'");
        make("small_group_id", "/v3/groups", "group", "'name':'small'");
        make(
                "plain_user_id",
                "/v3/users",
                "user",
                "'name':'specimen','password':'secret','options':{'ignore_password_expiry':true}");
        make("role_id", "/v3/roles", "role", "'name':'specimen'");
        make("implied_role_id", "/v3/roles", "role", "'name':'implied'");
        make("prior_role_id", "/v3/roles", "role", "'name':'prior'");
        make("region_id", "/v3/regions", "region", "'description':'specimen'");
        make("service_id", "/v3/services", "service", "'type':'specimen','name':'specimen'");
        make(
                "endpoint_id",
                "/v3/endpoints",
                "endpoint",
                "'interface':'public','url':'http://specimen','service_id':'" + id("service_id") + "','region_id':'"
                        + id("region_id") + "'");
        make("policy_id", "/v3/policies", "policy", "'type':'application/json','blob':'{}'");
        make(
                "endpoint_group_id",
                "/v3/OS-EP-FILTER/endpoint_groups",
                "endpoint_group",
                "'name':'specimen','filters':{'interface':'public'}");
        make("consumer_id", "/v3/OS-OAUTH1/consumers", "consumer", "'description':'specimen'");
        make(
                "credential_id",
                "/v3/credentials",
                "credential",
                "'type':'cert','blob':'secret','user_id':'" + id("user_id") + "'");
        var ec2 = cloud.client()
                .post(
                        token,
                        "/v3/users/" + id("user_id") + "/credentials/OS-EC2",
                        "{'tenant_id':'" + id("project_id") + "'}")
                .expect(201);
        specimens.put("ec2_credential_id", ec2.string("/credential/access"));
        specimens.put("value", "tag");
        specimens.put("group", "identity");
        specimens.put("option", "driver");
        makeGrants();
        make(
                "application_credential_id",
                "/v3/users/" + id("user_id") + "/application_credentials",
                "application_credential",
                "'name':'specimen','access_rules':[{'path':'/v2','method':'GET','service':'compute'}]");
        var rules = cloud.client()
                .get(token, "/v3/users/" + id("user_id") + "/access_rules")
                .expect(200);
        specimens.put("access_rule_id", rules.string("/access_rules/0/id"));
        makeLimits();
        makeAssociations();
        makeDelegations();
        makeFederation();
    }

    private void makeDelegations() {
        make(
                "trust_id",
                "/v3/OS-TRUST/trusts",
                "trust",
                "'trustor_user_id':'" + id("user_id") + "','trustee_user_id':'" + id("plain_user_id")
                        + "','project_id':'" + id("project_id") + "','impersonation':true,'roles':[{'id':'"
                        + id("role_id") + "'}]");
        // Only a consumer that signs is given one.
        try (var database = cloud.database()) {
            database.write(
                    Origin.SYSTEM,
                    tx -> tx.sql()
                            .insertInto(ACCESS_TOKEN)
                            .set(ACCESS_TOKEN.ID, "specimen")
                            .set(ACCESS_TOKEN.ACCESS_SECRET, "secret")
                            .set(ACCESS_TOKEN.AUTHORIZING_USER_ID, id("user_id"))
                            .set(ACCESS_TOKEN.PROJECT_ID, id("project_id"))
                            .set(ACCESS_TOKEN.ROLE_IDS, "[\"" + id("role_id") + "\"]")
                            .set(ACCESS_TOKEN.CONSUMER_ID, id("consumer_id"))
                            .execute());
        }
        specimens.put("access_token_id", "specimen");
    }

    private void makeFederation() {
        var federation = "/v3/OS-FEDERATION/";
        put(federation + "identity_providers/specimen", "{'identity_provider':{'enabled':true}}");
        put(
                federation + "mappings/specimen",
                "{'mapping':{'rules':[{'local':[{'user':{'name':'{0}'}}],'remote':[{'type':'REMOTE_USER'}]}]}}");
        put(federation + "identity_providers/specimen/protocols/specimen", "{'protocol':{'mapping_id':'specimen'}}");
        put(
                federation + "service_providers/specimen",
                "{'service_provider':{'enabled':true,'auth_url':'https://sp.example/auth','sp_url':'https://sp.example'}}");
        for (var variable : List.of("idp_id", "mapping_id", "protocol_id", "service_provider_id")) {
            specimens.put(variable, "specimen");
        }
    }

    private void put(String path, String body) {
        cloud.client().send(token, "PUT", path, body).expect(201);
    }

    private void makeGrants() {
        put("/v3/roles/" + id("role_id") + "/implies/" + id("implied_role_id"), 201);
        put("/v3/roles/" + id("prior_role_id") + "/implies/" + id("implied_role_id"), 201);
        put("/v3/groups/" + id("group_id") + "/users/" + id("user_id"), 204);
        put("/v3/groups/" + id("small_group_id") + "/users/" + id("user_id"), 204);
        for (var who : List.of("users/" + id("user_id"), "groups/" + id("small_group_id"))) {
            put("/v3/projects/" + id("project_id") + "/" + who + "/roles/" + id("role_id"), 204);
            put("/v3/domains/" + id("domain_id") + "/" + who + "/roles/" + id("role_id"), 204);
            put("/v3/system/" + who + "/roles/" + id("role_id"), 204);
            var below = "/roles/" + id("role_id") + "/inherited_to_projects";
            put("/v3/OS-INHERIT/projects/" + id("other_project_id") + "/" + who + below, 204);
            put("/v3/OS-INHERIT/domains/" + id("domain_id") + "/" + who + below, 204);
        }
        put(
                "/v3/OS-INHERIT/projects/" + id("project_id") + "/users/" + id("plain_user_id") + "/roles/"
                        + id("role_id") + "/inherited_to_projects",
                204);
    }

    private void makeLimits() {
        var registered = cloud.client()
                .post(
                        token,
                        "/v3/registered_limits",
                        "{'registered_limits':[{'service_id':'" + id("service_id")
                                + "','resource_name':'specimen','default_limit':10}]}")
                .expect(201);
        specimens.put("registered_limit_id", registered.string("/registered_limits/0/id"));
        var limit = cloud.client()
                .post(
                        token,
                        "/v3/limits",
                        "{'limits':[{'service_id':'" + id("service_id") + "','project_id':'" + id("project_id")
                                + "','resource_name':'specimen','resource_limit':5}]}")
                .expect(201);
        specimens.put("limit_id", limit.string("/limits/0/id"));
    }

    private void makeAssociations() {
        var policy = "/v3/policies/" + id("policy_id") + "/OS-ENDPOINT-POLICY";
        put(policy + "/endpoints/" + id("endpoint_id"), 204);
        put(policy + "/services/" + id("service_id"), 204);
        put(policy + "/services/" + id("service_id") + "/regions/" + id("region_id"), 204);
        put("/v3/OS-EP-FILTER/projects/" + id("project_id") + "/endpoints/" + id("endpoint_id"), 204);
        put("/v3/OS-EP-FILTER/endpoint_groups/" + id("endpoint_group_id") + "/projects/" + id("project_id"), 204);
        cloud.client().put(token, "/v3/domains/" + id("domain_id") + "/config");
        cloud.client()
                .send(
                        token,
                        "PUT",
                        "/v3/domains/" + id("domain_id") + "/config",
                        "{'config':{'identity':{'driver':'sql'}}}")
                .expect(201);
        var passing = cloud.token("specimen", "secret", null);
        cloud.client()
                .send(token, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", passing)
                .expect(204);
    }

    private void make(String variable, String path, String kind, String attributes) {
        specimens.put(
                variable,
                cloud.client()
                        .post(token, path, "{'" + kind + "':{" + attributes + "}}")
                        .expect(201)
                        .string("/" + kind + "/id"));
    }

    private void put(String path, int status) {
        cloud.client().put(token, path).expect(status);
    }

    /** Makes copies until there are so many of each thing that an installation has many of. */
    void grow(Database database, int to) {
        database.write(Origin.SYSTEM, tx -> {
            copyMany(new Copies(tx.sql(), size, to));
            copyFew(new Copies(tx.sql(), Math.min(size, FEW), Math.min(to, FEW)));
            return to;
        });
        size = to;
    }

    private void copyMany(Copies copies) {
        var plain = id("plain_user_id");
        copies.of(USER, USER.ID.eq(plain), Map.of(USER.ID, "user"));
        copies.of(
                LOCAL_USER,
                LOCAL_USER.USER_ID.eq(plain),
                Map.of(LOCAL_USER.USER_ID, "user", LOCAL_USER.NAME, "user"),
                LOCAL_USER.ID);
        copies.of(USER_OPTION, USER_OPTION.USER_ID.eq(plain), Map.of(USER_OPTION.USER_ID, "user"));
        copies.of(
                USER_GROUP_MEMBERSHIP,
                USER_GROUP_MEMBERSHIP.GROUP_ID.eq(id("group_id")).and(USER_GROUP_MEMBERSHIP.USER_ID.eq(id("user_id"))),
                Map.of(USER_GROUP_MEMBERSHIP.USER_ID, "user"));
        copies.of(GROUP, GROUP.ID.eq(id("group_id")), Map.of(GROUP.ID, "group", GROUP.NAME, "group"));
        copies.under(
                PROJECT,
                PROJECT.ID.eq(id("project_id")),
                Map.of(PROJECT.ID, "project", PROJECT.NAME, "project"),
                Map.of(PROJECT.PARENT_ID, DSL.val(id("project_id"))));
        copies.of(PROJECT_TAG, PROJECT_TAG.PROJECT_ID.eq(id("project_id")), Map.of(PROJECT_TAG.PROJECT_ID, "project"));
        var grant = grant("UserProject", id("user_id"), id("project_id"));
        copies.even().of(ASSIGNMENT, grant, Map.of(ASSIGNMENT.TARGET_ID, "project"));
        copies.odd().of(ASSIGNMENT, grant, Map.of(ASSIGNMENT.ACTOR_ID, "user"));
        copies.of(CREDENTIAL, CREDENTIAL.ID.eq(id("credential_id")), Map.of(CREDENTIAL.ID, "credential"));
        copies.of(
                LIMIT,
                LIMIT.ID.eq(id("limit_id")),
                Map.of(LIMIT.ID, "limit", LIMIT.PROJECT_ID, "project"),
                LIMIT.INTERNAL_ID);
    }

    private void copyFew(Copies copies) {
        copies.of(PROJECT, PROJECT.ID.eq(id("domain_id")), Map.of(PROJECT.ID, "domain", PROJECT.NAME, "domain"));
        copies.of(
                USER_GROUP_MEMBERSHIP,
                USER_GROUP_MEMBERSHIP.GROUP_ID.eq(id("group_id")).and(USER_GROUP_MEMBERSHIP.USER_ID.eq(id("user_id"))),
                Map.of(USER_GROUP_MEMBERSHIP.GROUP_ID, "group"));
        copies.of(ROLE, ROLE.ID.eq(id("role_id")), Map.of(ROLE.ID, "role", ROLE.NAME, "role"));
        copies.of(
                IMPLIED_ROLE,
                IMPLIED_ROLE
                        .PRIOR_ROLE_ID
                        .eq(id("prior_role_id"))
                        .and(IMPLIED_ROLE.IMPLIED_ROLE_ID.eq(id("implied_role_id"))),
                Map.of(IMPLIED_ROLE.IMPLIED_ROLE_ID, "role"));
        copies.of(
                IMPLIED_ROLE,
                IMPLIED_ROLE
                        .PRIOR_ROLE_ID
                        .eq(id("prior_role_id"))
                        .and(IMPLIED_ROLE.IMPLIED_ROLE_ID.eq(id("implied_role_id"))),
                Map.of(IMPLIED_ROLE.PRIOR_ROLE_ID, "role"));
        for (var kind : List.of("User", "Group")) {
            var actor = id(kind.equals("User") ? "user_id" : "small_group_id");
            copies.of(ASSIGNMENT, grant(kind + "Project", actor, id("project_id")), Map.of(ASSIGNMENT.ROLE_ID, "role"));
            copies.of(ASSIGNMENT, grant(kind + "Domain", actor, id("domain_id")), Map.of(ASSIGNMENT.ROLE_ID, "role"));
            copies.of(
                    SYSTEM_ASSIGNMENT,
                    SYSTEM_ASSIGNMENT.ROLE_ID.eq(id("role_id")).and(SYSTEM_ASSIGNMENT.ACTOR_ID.eq(actor)),
                    Map.of(SYSTEM_ASSIGNMENT.ROLE_ID, "role"));
        }
        copies.of(
                ASSIGNMENT,
                grant("UserDomain", id("user_id"), id("domain_id")).and(ASSIGNMENT.INHERITED.isFalse()),
                Map.of(ASSIGNMENT.TARGET_ID, "domain"));
        copies.of(
                CREDENTIAL,
                CREDENTIAL.TYPE.eq("ec2").and(CREDENTIAL.ID.notLike("copy-%")),
                Map.of(CREDENTIAL.ID, "copy-"));
        copies.of(
                APPLICATION_CREDENTIAL,
                APPLICATION_CREDENTIAL.ID.eq(id("application_credential_id")),
                Map.of(APPLICATION_CREDENTIAL.ID, "appcred", APPLICATION_CREDENTIAL.NAME, "appcred"),
                APPLICATION_CREDENTIAL.INTERNAL_ID);
        copies.of(
                ACCESS_RULE,
                ACCESS_RULE.EXTERNAL_ID.eq(id("access_rule_id")),
                Map.of(ACCESS_RULE.EXTERNAL_ID, "rule", ACCESS_RULE.PATH, "/rule"),
                ACCESS_RULE.ID);
        copies.of(REGION, REGION.ID.eq(id("region_id")), Map.of(REGION.ID, "region"));
        copies.of(SERVICE, SERVICE.ID.eq(id("service_id")), Map.of(SERVICE.ID, "service"));
        copies.of(ENDPOINT, ENDPOINT.ID.eq(id("endpoint_id")), Map.of(ENDPOINT.ID, "endpoint"));
        copies.of(POLICY, POLICY.ID.eq(id("policy_id")), Map.of(POLICY.ID, "policy"));
        copies.of(
                POLICY_ASSOCIATION,
                POLICY_ASSOCIATION.ENDPOINT_ID.eq(id("endpoint_id")),
                Map.of(POLICY_ASSOCIATION.ID, "association", POLICY_ASSOCIATION.ENDPOINT_ID, "endpoint"));
        copies.of(
                ENDPOINT_GROUP,
                ENDPOINT_GROUP.ID.eq(id("endpoint_group_id")),
                Map.of(ENDPOINT_GROUP.ID, "endpoint_group"));
        copies.of(TRUST, TRUST.ID.eq(id("trust_id")), Map.of(TRUST.ID, "trust"));
        copies.of(
                TRUST_ROLE,
                TRUST_ROLE.TRUST_ID.eq(id("trust_id")).and(TRUST_ROLE.ROLE_ID.eq(id("role_id"))),
                Map.of(TRUST_ROLE.ROLE_ID, "role"));
        copies.of(ACCESS_TOKEN, ACCESS_TOKEN.ID.eq("specimen"), Map.of(ACCESS_TOKEN.ID, "access"));
        copies.of(IDENTITY_PROVIDER, IDENTITY_PROVIDER.ID.eq("specimen"), Map.of(IDENTITY_PROVIDER.ID, "idp"));
        copies.of(MAPPING, MAPPING.ID.eq("specimen"), Map.of(MAPPING.ID, "mapping"));
        copies.of(
                FEDERATION_PROTOCOL,
                FEDERATION_PROTOCOL.ID.eq("specimen").and(FEDERATION_PROTOCOL.IDP_ID.eq("specimen")),
                Map.of(FEDERATION_PROTOCOL.ID, "protocol"));
        copies.of(SERVICE_PROVIDER, SERVICE_PROVIDER.ID.eq("specimen"), Map.of(SERVICE_PROVIDER.ID, "sp"));
        copies.of(
                PROJECT_ENDPOINT,
                PROJECT_ENDPOINT
                        .PROJECT_ID
                        .eq(id("project_id"))
                        .and(PROJECT_ENDPOINT.ENDPOINT_ID.eq(id("endpoint_id"))),
                Map.of(PROJECT_ENDPOINT.ENDPOINT_ID, "endpoint"));
        copies.of(
                PROJECT_ENDPOINT,
                PROJECT_ENDPOINT
                        .PROJECT_ID
                        .eq(id("project_id"))
                        .and(PROJECT_ENDPOINT.ENDPOINT_ID.eq(id("endpoint_id"))),
                Map.of(PROJECT_ENDPOINT.PROJECT_ID, "project"));
        copies.of(
                PROJECT_ENDPOINT_GROUP,
                PROJECT_ENDPOINT_GROUP
                        .PROJECT_ID
                        .eq(id("project_id"))
                        .and(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(id("endpoint_group_id"))),
                Map.of(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID, "endpoint_group"));
        copies.of(
                PROJECT_ENDPOINT_GROUP,
                PROJECT_ENDPOINT_GROUP
                        .PROJECT_ID
                        .eq(id("project_id"))
                        .and(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(id("endpoint_group_id"))),
                Map.of(PROJECT_ENDPOINT_GROUP.PROJECT_ID, "project"));
        copies.of(
                REGISTERED_LIMIT,
                REGISTERED_LIMIT.ID.eq(id("registered_limit_id")),
                Map.of(REGISTERED_LIMIT.ID, "registered", REGISTERED_LIMIT.RESOURCE_NAME, "resource"),
                REGISTERED_LIMIT.INTERNAL_ID);
        copies.of(CONSUMER, CONSUMER.ID.eq(id("consumer_id")), Map.of(CONSUMER.ID, "consumer"));
        copies.of(
                REVOCATION_EVENT,
                REVOCATION_EVENT.AUDIT_ID.isNotNull().and(REVOCATION_EVENT.AUDIT_ID.notLike("audit%")),
                Map.of(REVOCATION_EVENT.AUDIT_ID, "audit"),
                REVOCATION_EVENT.ID);
    }

    private Condition grant(String type, String actor, String target) {
        Field<String> column = ASSIGNMENT.TYPE;
        return column.eq(DSL.inline(type))
                .and(ASSIGNMENT.ACTOR_ID.eq(actor))
                .and(ASSIGNMENT.TARGET_ID.eq(target))
                .and(ASSIGNMENT.ROLE_ID.eq(id("role_id")));
    }
}
