package io.clavis.domainconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.Configuration;
import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class DomainConfigApiTest {
    private static final String DOMAIN = "dddddddddddddddddddddddddddddddd";
    private static final String OTHER = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    private static final String CONFIG = "/v3/domains/" + DOMAIN + "/config";
    private static final String EXAMPLE = "{'config': {'ldap': {'url': 'u', 'password': 'x', 'user_tree_dn': null,"
            + " 'chase_referrals': false}, 'identity': {'driver': 'ldap', 'list_limit': 0}}}";
    private static final String SHOWN = "{'config': {'identity': {'driver': 'ldap', 'list_limit': 0}, 'ldap':"
            + " {'chase_referrals': false, 'url': 'u', 'user_tree_dn': null}}}";
    private final TestDatabase engine;
    private Database database;
    private Enforcer enforcer;
    private DomainConfigs configs;
    private TestServer http;

    DomainConfigApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        database = engine.fresh();
        enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
        var projects = new Projects(
                database, new ResourceSettings(DOMAIN, 5, false, false, "Federated", new ListLimits(null, 50, false)));
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Dom"));
        projects.create(Origin.SYSTEM, Project.domain(OTHER, "Other"));
        configs = new DomainConfigs(
                database,
                DomainConfigSettings.of(Configuration.of(Map.of(
                        "identity.default_domain_id", DOMAIN,
                        "security_compliance.password_regex", "^.{7,}$",
                        "domain_config.additional_whitelisted_options", "ldap:connection_timeout",
                        "domain_config.additional_sensitive_options", "mine:key pin"))));
        http = TestServer.start(
                enforcer,
                Map.of(
                        "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin"))),
                        "auditor",
                                caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                        "domainReader",
                                caller(Credentials.builder().domainId(DOMAIN).roles(List.of("reader"))),
                        "unscoped", caller(Credentials.builder())),
                api -> new DomainConfigApi(configs, projects).declare(api));
    }

    private static Caller caller(Credentials.Builder credentials) {
        return new Caller("token", credentials.userId("user").build());
    }

    @AfterEach
    void stop() {
        http.close();
        enforcer.close();
        database.close();
    }

    private TestServer.Answer put(String config) {
        return http.send("admin", "PUT", CONFIG, config);
    }

    private static void refused(TestServer.Answer answer, int status, String message) {
        assertThat(answer.expect(status).string("/error/message")).isEqualTo(message);
    }

    private static void invalid(TestServer.Answer answer, String reason) {
        refused(answer, 403, "Invalid domain specific configuration: " + reason + ".");
    }

    private static void absent(TestServer.Answer answer, String what) {
        refused(answer, 404, "Could not find " + what + " in domain configuration for domain " + DOMAIN + ".");
    }

    private static void shown(TestServer.Answer answer, String document) {
        assertThat(answer.text()).isEqualToIgnoringWhitespace(document.replace('\'', '"'));
    }

    private int rows(org.jooq.Table<?> table) {
        return database.read(sql -> sql.fetchCount(table));
    }

    @Test
    void aNewConfigurationIsCreatedAndTheNextOneReplacesIt() {
        shown(put(EXAMPLE).expect(201), SHOWN);
        shown(http.get("admin", CONFIG).expect(200), SHOWN);
        shown(put("{'config': {'ldap': {'suffix': 's'}}}").expect(200), "{'config': {'ldap': {'suffix': 's'}}}");
        assertThat(rows(Tables.WHITELISTED_CONFIG)).isEqualTo(1);
        assertThat(rows(Tables.SENSITIVE_CONFIG)).isZero();
    }

    @Test
    void sensitiveOptionsLieInTheirOwnTableAndAreNeverShown() {
        shown(put("{'config': {'ldap': {'password': 'x'}, 'mine': {'pin': 1}}}").expect(201), "{'config': {}}");
        assertThat(rows(Tables.SENSITIVE_CONFIG)).isEqualTo(2);
        assertThat(rows(Tables.WHITELISTED_CONFIG)).isZero();
        absent(http.get("admin", CONFIG), "any options");
        absent(http.get("admin", CONFIG + "/ldap/password"), "option password in group ldap");
        put("{'config': {'ldap': {'url': '%(password)s', 'password': 'x'}}}").expect(200);
        shown(http.get("admin", CONFIG + "/ldap"), "{'config': {'ldap': {'url': '%(password)s'}}}");
        shown(
                http.patch("admin", CONFIG + "/ldap/password", "{'config': {'password': 'z'}}")
                        .expect(200),
                "{'config': {'ldap': {'url': '%(password)s'}}}");
        http.delete("admin", CONFIG + "/ldap/password").expect(204);
        assertThat(rows(Tables.SENSITIVE_CONFIG)).isZero();
    }

    @Test
    void groupsAndOptionsAreShownAlone() {
        put(EXAMPLE).expect(201);
        shown(
                http.get("admin", CONFIG + "/identity").expect(200),
                "{'config': {'identity': {'driver': 'ldap', 'list_limit': 0}}}");
        shown(
                http.get("admin", CONFIG + "/ldap/chase_referrals").expect(200),
                "{'config': {'chase_referrals': false}}");
        absent(http.get("admin", CONFIG + "/ldap/suffix"), "option suffix in group ldap");
        invalid(
                http.get("admin", CONFIG + "/bogus"),
                "Group bogus is not supported for domain specific configurations");
        invalid(
                http.get("admin", CONFIG + "/ldap/bogus"),
                "Option bogus in group ldap is not supported for domain specific configurations");
        assertThat(http.send("admin", "HEAD", CONFIG, null).status()).isEqualTo(200);
        http.send("admin", "PUT", CONFIG + "/ldap", EXAMPLE).expect(405);
    }

    @Test
    void onlyWhatIsSupportedCanBeSet() {
        for (var nothing : List.of("{}", "{'config': {}}", "{'config': []}", "{'config': null}")) {
            invalid(put(nothing), "No options specified");
        }
        invalid(put(null), "No options specified");
        put("{'config': 'x'}").expect(400);
        for (var group : List.of("{}", "[1]", "'text'", "null", "7")) {
            invalid(
                    put("{'config': {'ldap': " + group + "}}"),
                    "The value of group ldap specified in the config should be a dictionary of options");
        }
        invalid(put("{'config': {'foo': {'a': 1}}}"), "Group foo is not supported for domain specific configurations");
        invalid(
                put("{'config': {'ldap': {'url': 'u', 'a': 1}}}"),
                "Option a in group ldap is not supported for domain specific configurations");
        assertThat(rows(Tables.WHITELISTED_CONFIG)).isZero();
        put("{'config': {'ldap': {'connection_timeout': 3}}}").expect(201);
    }

    @Test
    void anUpdateKeepsWhatItDoesNotName() {
        shown(
                http.patch("admin", CONFIG, "{'config': {'ldap': {'url': 'a'}}}")
                        .expect(200),
                "{'config': {'ldap': {'url': 'a'}}}");
        http.patch("admin", CONFIG, "{'config': {'identity': {'driver': 'ldap'}}}")
                .expect(200);
        shown(
                http.patch("admin", CONFIG + "/ldap", "{'config': {'ldap': {'url': ['b'], 'suffix': 's'}}}")
                        .expect(200),
                "{'config': {'identity': {'driver': 'ldap'}, 'ldap': {'suffix': 's', 'url': ['b']}}}");
        shown(
                http.patch("admin", CONFIG + "/ldap/url", "{'config': {'url': 'c'}}")
                        .expect(200),
                "{'config': {'identity': {'driver': 'ldap'}, 'ldap': {'suffix': 's', 'url': 'c'}}}");
    }

    @Test
    void anUpdateOfAPartHoldsThatPartOnlyAndThePartIsThere() {
        var url = "{'config': {'ldap': {'url': 'y'}}}";
        absent(http.patch("admin", CONFIG + "/ldap", url), "group ldap");
        put(EXAMPLE).expect(201);
        invalid(
                http.patch(
                        "admin", CONFIG + "/ldap", "{'config': {'ldap': {'url': 'y'}, 'identity': {'driver': 'z'}}}"),
                "Trying to update group ldap, so that, and only that, group must be specified in the config");
        invalid(
                http.patch("admin", CONFIG + "/ldap", "{'config': {'identity': {'driver': 'z'}}}"),
                "request to update group ldap, but config provided contains group identity instead");
        invalid(
                http.patch("admin", CONFIG + "/ldap/url", "{'config': {'url': 'z', 'suffix': 'a'}}"),
                "Trying to update option url in group ldap, so that, and only that, option must be specified  in the"
                        + " config");
        invalid(
                http.patch("admin", CONFIG + "/ldap/url", "{'config': {'suffix': 'a'}}"),
                "Trying to update option url in group ldap, but config provided contains option suffix instead");
        absent(
                http.patch("admin", CONFIG + "/ldap/suffix", "{'config': {'suffix': 'a'}}"),
                "option suffix in group ldap");
        invalid(
                http.patch("admin", CONFIG + "/ldap/url", url),
                "Option ldap in group ldap is not supported for domain specific configurations");
        for (var nothing : List.of("{}", "{'config': {}}", "{'config': 'text'}")) {
            invalid(
                    http.patch("admin", CONFIG + "/ldap/url", nothing),
                    "The value of group ldap specified in the config should be a dictionary of options");
        }
        invalid(
                http.patch("admin", CONFIG + "/bogus", url),
                "Group bogus is not supported for domain specific configurations");
        shown(http.get("admin", CONFIG), SHOWN);
    }

    @Test
    void aPartIsDeletedWhereItIsSet() {
        put(EXAMPLE).expect(201);
        http.delete("admin", CONFIG + "/ldap/url").expect(204);
        absent(http.delete("admin", CONFIG + "/ldap/url"), "option url in group ldap");
        // Upstream takes false for not set.
        absent(http.delete("admin", CONFIG + "/ldap/chase_referrals"), "option chase_referrals in group ldap");
        invalid(
                http.delete("admin", CONFIG + "/ldap/x"),
                "Option x in group ldap is not supported for domain specific configurations");
        http.delete("admin", CONFIG + "/ldap").expect(204);
        absent(http.delete("admin", CONFIG + "/ldap"), "group ldap");
        shown(http.get("admin", CONFIG).expect(200), "{'config': {'identity': {'driver': 'ldap', 'list_limit': 0}}}");
        http.delete("admin", CONFIG).expect(204);
        http.delete("admin", CONFIG).expect(204);
        absent(http.get("admin", CONFIG), "any options");
        invalid(
                http.delete("admin", CONFIG + "/security_compliance"),
                "Group security_compliance is not supported for domain specific configurations");
    }

    @Test
    void everybodyReadsThePasswordRulesOfTheDefaultDomain() {
        shown(
                http.get("unscoped", CONFIG + "/security_compliance").expect(200),
                "{'config': {'security_compliance': {'password_regex': '^.{7,}$', 'password_regex_description':"
                        + " null}}}");
        shown(
                http.get("unscoped", CONFIG + "/security_compliance/password_regex")
                        .expect(200),
                "{'config': {'password_regex': '^.{7,}$'}}");
        invalid(
                http.get("unscoped", CONFIG + "/security_compliance/lockout_duration"),
                "Reading security compliance values other than password_regex and password_regex_description is not"
                        + " allowed.");
        for (var domain : List.of(OTHER, "nope")) {
            invalid(
                    http.get("unscoped", "/v3/domains/" + domain + "/config/security_compliance"),
                    "Reading security compliance information for any domain other than the default domain is not"
                            + " allowed or supported.");
        }
        http.get(null, CONFIG + "/security_compliance").expect(401);
    }

    @Test
    void theDefaultsAreThoseOfTheService() {
        var all = http.get("auditor", "/v3/domains/config/default").expect(200);
        assertThat(all.at("/config/ldap").has("password")).isFalse();
        assertThat(all.at("/config/ldap/pool_retry_delay").doubleValue()).isEqualTo(0.1);
        assertThat(all.at("/config/ldap/user_attribute_ignore/0").asString()).isEqualTo("default_project_id");
        assertThat(all.at("/config/ldap").size()).isEqualTo(50);
        shown(
                http.get("admin", "/v3/domains/config/identity/default").expect(200),
                "{'config': {'identity': {'driver': 'sql', 'list_limit': null}}}");
        shown(
                http.get("admin", "/v3/domains/config/ldap/url/default").expect(200),
                "{'config': {'url': 'ldap://localhost'}}");
        invalid(
                http.get("admin", "/v3/domains/config/ldap/password/default"),
                "Reading the default for option password in group ldap is not supported");
        invalid(
                http.get("admin", "/v3/domains/config/bogus/default"),
                "Group bogus is not supported for domain specific configurations");
        http.get("domainReader", "/v3/domains/config/default").expect(403);
        http.get("domainReader", "/v3/domains/config/ldap/default").expect(403);
        http.get("domainReader", "/v3/domains/config/ldap/url/default").expect(403);
    }

    @Test
    void whoMayNotLearnsNothing() {
        put(EXAMPLE).expect(201);
        for (var path : List.of(CONFIG, CONFIG + "/ldap", CONFIG + "/ldap/url", "/v3/domains/nope/config")) {
            http.get("domainReader", path).expect(403);
            http.get(null, path).expect(401);
            http.patch("auditor", path, EXAMPLE).expect(403);
            http.delete("auditor", path).expect(403);
        }
        http.send("auditor", "PUT", CONFIG, EXAMPLE).expect(403);
        shown(http.get("auditor", CONFIG).expect(200), SHOWN);
    }

    @Test
    void anUnknownDomainIsFoundOutAsUpstreamDoes() {
        var unknown = "/v3/domains/nope/config";
        refused(http.get("admin", unknown), 404, "Could not find any options in domain configuration for domain nope.");
        refused(http.send("admin", "PUT", unknown, "{'config': 1}"), 404, "Could not find domain: nope.");
        refused(http.patch("admin", unknown, "{}"), 404, "Could not find domain: nope.");
        refused(http.delete("admin", unknown + "/bogus"), 404, "Could not find domain: nope.");
    }

    @Test
    void whatADomainSetsGoesWithItAndOnlyThat() {
        put(EXAMPLE).expect(201);
        http.send("admin", "PUT", "/v3/domains/" + OTHER + "/config", "{'config': {'ldap': {'password': 'x'}}}")
                .expect(201);
        database.write(Origin.SYSTEM, tx -> {
            configs.deleteForDomain(tx, DOMAIN);
            return true;
        });
        absent(http.get("admin", CONFIG), "any options");
        assertThat(rows(Tables.WHITELISTED_CONFIG)).isZero();
        assertThat(rows(Tables.SENSITIVE_CONFIG)).isEqualTo(1);
    }

    @Test
    void everyWriteIsInTheChangeFeedWithoutItsValues() {
        put(EXAMPLE).expect(201);
        put(EXAMPLE).expect(200);
        http.delete("admin", CONFIG + "/ldap").expect(204);
        http.delete("admin", CONFIG).expect(204);
        http.delete("admin", CONFIG).expect(204);
        var changes = database.read(sql -> sql.selectFrom(Tables.CLAVIS_CHANGE)
                .where(Tables.CLAVIS_CHANGE.ENTITY.eq("domain_config"))
                .and(Tables.CLAVIS_CHANGE.ID.eq(DOMAIN))
                .orderBy(Tables.CLAVIS_CHANGE.SEQUENCE)
                .fetch(Tables.CLAVIS_CHANGE.OPERATION));
        assertThat(changes).containsExactly("created", "updated", "updated", "deleted");
        assertThat(new ConfigOption("ldap", "password", tools.jackson.databind.node.StringNode.valueOf("geheim")))
                .asString()
                .doesNotContain("geheim");
    }
}
