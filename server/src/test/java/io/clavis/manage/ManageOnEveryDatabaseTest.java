package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import io.clavis.composition.Capabilities;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.resource.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class ManageOnEveryDatabaseTest {
    private final TestDatabase engine;

    @TempDir
    private Path directory;

    private CommandLineFixture manage;

    ManageOnEveryDatabaseTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void bootstrap() throws IOException {
        manage = new CommandLineFixture(directory, engine.freshConnection());
        manage.run("bootstrap", "--bootstrap-password", "secret").succeeds();
        Files.createDirectory(directory.resolve("domains"));
    }

    @AfterEach
    void close() throws JoranException {
        manage.close();
    }

    @Test
    void aProjectGetsTheIdThatTheOperatorChose() {
        manage.run("project_setup", "--project-name", "p1", "--project-id", "0123abc")
                .succeeds();
        assertThat(manage.run("project_setup", "--project-name", "p1", "--project-id", "another")
                        .succeeds()
                        .err())
                .contains("Project p1 already exists, skipping creation.");
        manage.run("project_setup", "--project-name", " p2 ").succeeds();
        manage.run("project_setup", "--project-name", "p3", "--project-id", "0123abc")
                .fails(1, "Conflict occurred attempting to store project");
        manage.run("project_setup", "--project-name", "p3", "--project-id", "a/b")
                .fails(1, "--project-id must be");
        manage.run("project_setup", "--project-name", " ").fails(1, "--project-name must have");
        manage.run("project_setup").fails(2, "--project-name");
        try (var capabilities = manage.open()) {
            var project = capabilities.projects().findByName("p1", "default").orElseThrow();
            assertThat(project.id()).isEqualTo("0123abc");
            assertThat(project.enabled()).isTrue();
            assertThat(project.parentId()).isEqualTo("default");
            assertThat(capabilities.projects().findByName("p2", "default")).isPresent();
            assertThat(capabilities.projects().findByName("p3", "default")).isEmpty();
        }
    }

    @Test
    void aUserGetsTheIdAndPasswordThatTheOperatorChose() {
        manage.run("user_setup", "--username", "u1", "--user-password-plain", "one", "--user-id", "0123abc")
                .succeeds();
        manage.run("user_setup", "--username", "u2", "--user-password-plain", "two")
                .succeeds();
        try (var capabilities = manage.open()) {
            var id = capabilities
                    .users()
                    .findByName("u1", "default")
                    .orElseThrow()
                    .id();
            assertThat(id).isEqualTo("0123abc");
            capabilities.users().authenticate(Origin.SYSTEM, id, "one");
            capabilities.users().update(Origin.SYSTEM, id, Json.object().put("enabled", false));
        }
        var again = manage.run(
                        "user_setup", "--username", "u1", "--user-password-plain", "three", "--user-id", "0123abc")
                .succeeds();
        assertThat(again.err())
                .contains("Enabled user u1.", "Reset password for user u1.")
                .doesNotContain("three");
        try (var capabilities = manage.open()) {
            capabilities.users().authenticate(Origin.SYSTEM, "0123abc", "three");
        }
    }

    @Test
    void aUserIsNotSetUpUnderTheIdOrNameOfAnother() {
        manage.run("user_setup", "--username", "u1", "--user-password-plain", "one", "--user-id", "0123abc")
                .succeeds();
        manage.run("user_setup", "--username", "u1", "--user-password-plain", "one", "--user-id", "another")
                .fails(1, "user `u1` already exists with `0123abc`");
        manage.run("user_setup", "--username", "u2", "--user-password-plain", "one", "--user-id", "0123abc")
                .fails(1, "Conflict occurred attempting to store user");
        manage.run("user_setup", "--username", "", "--user-password-plain", "one")
                .fails(1, "--username must have");
        manage.run("user_setup", "--username", "u3", "--user-password-plain", "one", "--user-id", "a b")
                .fails(1, "--user-id must be");
        manage.run("user_setup", "--username", "u3").fails(2, "--user-password-plain");
    }

    @Test
    void whoWasNeverSeenCountsAsActiveTodayOnceTheOperatorAgrees() {
        neverSeen();
        for (var answer : List.of("", "n\n", "yess\n")) {
            manage.told(answer, "reset_last_active").fails(1, "reset_last_active aborted.");
            assertThat(lastActive()).isNull();
        }
        manage.told("Y\n", "reset_last_active").succeeds();
        assertThat(lastActive()).isEqualTo(LocalDate.now(ZoneOffset.UTC));
        neverSeen();
        manage.run("reset_last_active", "--force").succeeds();
        assertThat(lastActive()).isNotNull();
    }

    private void neverSeen() {
        change(capabilities -> capabilities
                .database()
                .write(
                        Origin.SYSTEM,
                        tx -> tx.sql()
                                .update(Tables.USER)
                                .setNull(Tables.USER.LAST_ACTIVE_AT)
                                .execute()));
    }

    private LocalDate lastActive() {
        try (var capabilities = manage.open()) {
            return capabilities
                    .database()
                    .read(sql -> sql.select(Tables.USER.LAST_ACTIVE_AT)
                            .from(Tables.USER)
                            .fetchSingle(Tables.USER.LAST_ACTIVE_AT));
        }
    }

    private interface Change {
        void on(Capabilities capabilities);
    }

    private void change(Change change) {
        try (var capabilities = manage.open()) {
            change.on(capabilities);
        }
    }

    @Test
    void mappingsArePurgedThatAgreeWithAllOptions() {
        fillMappings();
        manage.run("mapping_purge", "--local-id", "1", "--type", "group").succeeds();
        assertThat(mappings()).containsExactly("p1", "p2", "p4");
        manage.run("mapping_purge", "--domain-name", "other", "--local-id", "1").succeeds();
        assertThat(mappings()).containsExactly("p1", "p2");
        manage.run("mapping_purge", "--public-id", "p2").succeeds();
        manage.run("mapping_purge", "--public-id", "nobody").succeeds();
        assertThat(mappings()).containsExactly("p1");
        manage.run("mapping_purge", "--type", "user").succeeds();
        assertThat(mappings()).isEmpty();
        fillMappings();
        manage.run("mapping_purge", "--all").succeeds();
        assertThat(mappings()).isEmpty();
    }

    @Test
    void mappingsAreNotPurgedByAWrongCommandLine() {
        fillMappings();
        manage.run("mapping_purge").fails(1, "At least one option must be provided");
        manage.run("mapping_purge", "--all", "--type", "user")
                .fails(1, "--all option cannot be mixed with other options");
        manage.run("mapping_purge", "--all", "--public-id", "").fails(1, "--all option cannot be mixed");
        manage.run("mapping_purge", "--domain-name", "nosuch", "--type", "user")
                .fails(1, "Could not find domain: nosuch.");
        manage.run("mapping_purge", "--type", "role").fails(2, "invalid choice");
        assertThat(mappings()).hasSize(4);
    }

    private void fillMappings() {
        domain("other");
        change(capabilities -> capabilities.database().write(Origin.SYSTEM, tx -> {
            var other = capabilities
                    .projects()
                    .findDomainByName("other")
                    .orElseThrow()
                    .id();
            var mapping = Tables.ID_MAPPING;
            return tx.sql()
                    .insertInto(mapping, mapping.PUBLIC_ID, mapping.DOMAIN_ID, mapping.LOCAL_ID, mapping.ENTITY_TYPE)
                    .values("p1", "default", "1", "user")
                    .values("p2", "default", "2", "user")
                    .values("p3", "default", "1", "group")
                    .values("p4", other, "1", "user")
                    .execute();
        }));
    }

    private List<String> mappings() {
        try (var capabilities = manage.open()) {
            return capabilities
                    .database()
                    .read(sql -> sql.select(Tables.ID_MAPPING.PUBLIC_ID)
                            .from(Tables.ID_MAPPING)
                            .orderBy(Tables.ID_MAPPING.PUBLIC_ID)
                            .fetch(Tables.ID_MAPPING.PUBLIC_ID));
        }
    }

    private void domain(String name) {
        change(capabilities -> {
            if (capabilities.projects().findDomainByName(name).isEmpty()) {
                capabilities.projects().create(Origin.SYSTEM, Project.domain("d" + name, name));
            }
        });
    }

    @Test
    void populatingIsForDirectoriesWhichCannotBeReadYet() throws IOException {
        domain("corp");
        manage.run("mapping_populate").fails(2, "--domain-name");
        manage.run("mapping_populate", "--domain-name", "nosuch").fails(1, "Invalid domain name: nosuch");
        manage.run("mapping_populate", "--domain-name", "corp").succeeds();
        manage.configure("domain_specific_drivers_enabled = true");
        manage.run("mapping_populate", "--domain-name", "corp").succeeds();
        domainFile("corp", "[identity]\ndriver = ldap\n");
        manage.run("mapping_populate", "--domain-name", "corp").fails(1, "cannot be read yet");
        manage.run("mapping_populate", "--domain-name", "Default").succeeds();
        manage.run("domain_config_upload", "--domain-name", "corp").succeeds();
        Files.delete(directory.resolve("domains/keystone.corp.conf"));
        manage.configure("domain_specific_drivers_enabled = true\ndomain_configurations_from_database = true");
        manage.run("mapping_populate", "--domain-name", "corp").fails(1, "cannot be read yet");
        manage.run("mapping_populate", "--domain-name", "Default").succeeds();
        manage.configure("driver = ldap");
        manage.run("mapping_populate", "--domain-name", "Default").fails(1, "cannot be read yet");
    }

    private void domainFile(String domain, String text) throws IOException {
        Files.writeString(directory.resolve("domains/keystone." + domain + ".conf"), text);
    }

    @Test
    void theFilesOfDomainsAreTakenIntoTheDatabaseOnce() throws IOException {
        domain("corp");
        domainFile("corp", "[ldap]\nurl = ldap://one\nurl = ldap://two\npassword = hunter-two\nuser_tree_dn = %(x)s\n");
        domainFile("nosuch", "[ldap]\nurl = ldap://x\n");
        Files.writeString(directory.resolve("domains/readme.txt"), "");
        var first = manage.run("domain_config_upload", "--all")
                .fails(1, "Invalid domain name: nosuch found in config file name: ");
        assertThat(first.err()).contains("Ignoring file (readme.txt)", "Successfully uploaded domain config");
        try (var capabilities = manage.open()) {
            assertThat(capabilities.domainConfigs().isConfigured("dcorp")).isTrue();
            List<String> options = capabilities
                    .database()
                    .read(sql -> sql.select(Tables.WHITELISTED_CONFIG.OPTION)
                            .from(Tables.WHITELISTED_CONFIG)
                            .orderBy(Tables.WHITELISTED_CONFIG.OPTION)
                            .fetch(Tables.WHITELISTED_CONFIG.OPTION));
            assertThat(options).containsExactly("url", "user_tree_dn");
            List<String> secrets = capabilities
                    .database()
                    .read(sql -> sql.select(Tables.SENSITIVE_CONFIG.VALUE)
                            .from(Tables.SENSITIVE_CONFIG)
                            .fetch(row -> row.value1().asString()));
            assertThat(secrets).containsExactly("hunter-two");
        }
        var again = manage.run("domain_config_upload", "--domain-name", "corp")
                .fails(1, "Domain: corp already has a configuration defined - ignoring file: ");
        assertThat(again.out() + again.err()).doesNotContain("hunter-two");
    }

    @Test
    void whatIsNoConfigurationOfADomainIsNotUploaded() throws IOException {
        domain("corp");
        manage.run("domain_config_upload").fails(1, "At least one option must be provided");
        manage.run("domain_config_upload", "--all", "--domain-name", "corp").fails(1, "cannot be used with");
        manage.run("domain_config_upload", "--domain-name", "../corp").fails(1, "Invalid domain name: ../corp");
        assertThat(manage.run("domain_config_upload", "--all").succeeds().err()).contains("No domain configs uploaded");
        manage.run("domain_config_upload", "--domain-name", "corp").fails(1, "Error parsing configuration file");
        for (var text : List.of("ldap]\n", "url = x\n")) {
            domainFile("corp", text);
            manage.run("domain_config_upload", "--domain-name", "corp").fails(1, "Error parsing configuration file");
        }
        for (var text : List.of("", "[nosuch]\na = b\n", "[ldap]\nnosuch = b\n")) {
            domainFile("corp", text);
            manage.run("domain_config_upload", "--domain-name", "corp")
                    .fails(1, "Invalid domain specific configuration");
        }
        try (var capabilities = manage.open()) {
            assertThat(capabilities.domainConfigs().isConfigured("dcorp")).isFalse();
        }
        Files.walk(directory.resolve("domains"))
                .sorted(java.util.Comparator.reverseOrder())
                .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        manage.run("domain_config_upload", "--all").fails(1, "Unable to locate domain config directory");
    }

    @Test
    void anUpgradeIsCheckedInATable() throws IOException {
        var good = manage.status("upgrade", "check").succeeds();
        assertThat(good.out().lines().map(String::length).distinct()).hasSize(1);
        assertThat(good.out())
                .startsWith("+-")
                .contains("| Upgrade Check Results", "| Check: Check default roles are immutable", "| Result: Success");
        assertThat(manage.status("upgrade", "check", "--json").succeeds().out())
                .contains("{\"check\":\"Check default roles are immutable\",\"result\":0,");
        Files.writeString(directory.resolve("policy.json"), "{\"identity:list_trusts\": \"@\"}");
        manage.configure("[oslo_policy]\npolicy_file = " + directory.resolve("policy.json"));
        change(capabilities -> capabilities
                .database()
                .write(
                        Origin.SYSTEM,
                        tx -> tx.sql().deleteFrom(Tables.ROLE_OPTION).execute()));
        manage.status("upgrade", "check").fails(2, "| Result: Failure");
        // Lines break where the path of the file wants it.
        assertThat(manage.status("upgrade", "check").out().replaceAll("[|\\s]+", " "))
                .contains("identity:list_trusts", "Roles are not immutable: admin, member, reader", "is JSON");
        manage.status("upgrade").fails(2, "check");
        manage.status().fails(2, "required");
    }
}
