package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.CacheOptions;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import io.clavis.config.CredentialOptions;
import io.clavis.config.DatabaseOptions;
import io.clavis.config.FederationOptions;
import io.clavis.config.FernetTokensOptions;
import io.clavis.config.IdentityOptions;
import io.clavis.config.LogOptions;
import io.clavis.config.Option;
import io.clavis.config.OsloPolicyOptions;
import io.clavis.config.TokenOptions;
import io.clavis.config.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeystoneConfigurationTest {
    private static final String ALPHABET = "ab$\\\"' \t,=:[]#;%{}()\u00a0\u2003ü€\n\r\u0000\u001f\u0085";

    @TempDir
    private Path directory;

    @Test
    void theDocumentsExampleIsRenderedAsItSays() {
        assertThat(rendered("{}")).isEqualTo(Resources.text("keystone.conf"));
    }

    @Test
    void clavisReadsWhatWasMeant() throws IOException {
        var read = read(rendered("{}"));

        assertThat(read.get(TokenOptions.PROVIDER)).isEqualTo("fernet");
        assertThat(read.get(FernetTokensOptions.KEY_REPOSITORY)).isEqualTo("/etc/keystone/fernet-keys/");
        assertThat(read.get(FernetTokensOptions.MAX_ACTIVE_KEYS)).isEqualTo(3);
        assertThat(read.get(CredentialOptions.KEY_REPOSITORY)).isEqualTo("/etc/keystone/credential-keys/");
        assertThat(read.get(CacheOptions.BACKEND)).isEqualTo("dogpile.cache.pymemcache");
        assertThat(read.get(IdentityOptions.DOMAIN_SPECIFIC_DRIVERS_ENABLED)).isTrue();
        assertThat(read.get(DatabaseOptions.MAX_RETRIES)).isEqualTo(-1);
        assertThat(read.get(ClavisOptions.SHUTDOWN_TIMEOUT).toString()).isEqualTo("24");
        assertThat(read.get(LogOptions.DEBUG)).isFalse();
    }

    @Test
    void clavisOnlyWondersAboutWhatIsForPython() throws IOException {
        assertThat(read(rendered("{}")).warnings())
                .extracting(Warning::message)
                .allMatch(message -> message.contains("[memcache]")
                        || message.contains("[paste_deploy]")
                        || message.contains("[keycloak]"));
    }

    @Test
    void noSecretOfTheDatabaseIsInIt() {
        assertThat(rendered("{}")).doesNotContain("password", "mariadb");
    }

    @Test
    void theEnvironmentWinsOverThePlaceholder() throws IOException {
        var file = Files.writeString(directory.resolve("keystone.conf"), rendered("{}"));
        var url = "mysql+pymysql://keystone:secret@mariadb.openstack.svc:3306/keystone";
        var read = Configuration.load(
                new ConfigurationSources(List.of(file), Map.of("OS_DATABASE__CONNECTION", url), Map.of()));
        assertThat(read.get(DatabaseOptions.CONNECTION)).contains(url);
    }

    @Test
    void pluginsWinOverDefaultsAndExtraConfigOverBoth() {
        var text = rendered("""
                plugins: [{name: p, configSection: token, config: {provider: mine, expiration: "60"}}]
                extraConfig: {token: {expiration: "90"}}""");
        assertThat(text).contains("[token]\nexpiration = 90\nprovider = mine\n");
    }

    @Test
    void namesOfSectionsAreTakenInAnyCaseAsOsloDoes() {
        assertThat(rendered("extraConfig: {Token: {provider: jws}}"))
                .contains("[token]\nprovider = jws\n")
                .doesNotContain("[Token]", "provider = fernet");
    }

    @Test
    void eachTrustedDashboardHasALineOfItsOwn() throws IOException {
        var text = rendered("federation: {trustedDashboards: ['https://a/x', 'https://b/$y']}");
        assertThat(text).contains("trusted_dashboard = https://a/x\ntrusted_dashboard = https://b/$$y\n");
        assertThat(read(text).get(FederationOptions.TRUSTED_DASHBOARD)).containsExactly("https://a/x", "https://b/$y");
    }

    @Test
    void aPolicyIsNamedOnlyWhereThereIsOne() {
        assertThat(rendered("{}")).doesNotContain("policy_file");
        assertThat(rendered("policyOverrides: {rules: {a: '@'}}")).contains("policy_file = /etc/keystone/policy.yaml");
    }

    @Test
    void policyIsEnforcedByItsNewDefaults() throws IOException {
        var read = read(rendered("{}"));
        assertThat(read.get(OsloPolicyOptions.ENFORCE_SCOPE)).isTrue();
        assertThat(read.get(OsloPolicyOptions.ENFORCE_NEW_DEFAULTS)).isTrue();
    }

    @Test
    void levelsOfLoggersJoinThoseOfOslo() throws IOException {
        var read =
                read(rendered("logging: {level: ERROR, format: json, perLoggerLevels: {amqp: DEBUG, my.own: INFO}}"));
        assertThat(read.get(LogOptions.DEFAULT_LOG_LEVELS))
                .contains("amqp=DEBUG", "my.own=INFO", "stevedore=WARN", "root=ERROR", "io.clavis=ERROR")
                .doesNotContain("amqp=WARN");
        assertThat(read.get(LogOptions.USE_JSON)).isTrue();
    }

    @Test
    void debugIsLoggedForEitherWord() {
        assertThat(rendered("logging: {debug: true}")).contains("debug = true");
        assertThat(rendered("logging: {level: DEBUG}")).contains("debug = true");
    }

    @Test
    void serversThatRotateKeysThemselvesAreTold() throws IOException {
        var read = read(rendered("fernet: {mode: Server}"));
        assertThat(read.get(ClavisOptions.KEY_MANAGEMENT)).isEqualTo("database");
        assertThat(read.get(ClavisOptions.KEY_ENCRYPTION_KEY_FILE)).contains("/etc/keystone/key-encryption/key");
    }

    @Test
    void nothingOfClavisIsToldPython() {
        assertThat(rendered("server: {kind: Uwsgi}")).doesNotContain("[clavis]");
    }

    @Test
    void theDatabasesAddressIsNotTakenFromExtraConfig() {
        refused(
                "extraConfig: {Database: {connection: 'mysql://u:hush@h/d'}}",
                "spec.extraConfig[database][connection]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extraConfig: {token: {a: \"one\\ntwo\"}}",
                "extraConfig: {token: {a: \"one\\rtwo\"}}",
                "extraConfig: {token: {a: 'c:\\$HOME'}}",
                "extraConfig: {token: {'a=b': x}}",
                "extraConfig: {token: {'a:b': x}}",
                "extraConfig: {token: {'[a': x}}",
                "extraConfig: {token: {'#a': x}}",
                "extraConfig: {token: {' a': x}}",
                "extraConfig: {token: {'': x}}",
                "extraConfig: {'': {a: x}}",
                "extraConfig: {'a]b': {a: x}}",
                "extraConfig: {\"a]\\n[b\": {a: x}}",
                "plugins: [{name: p, configSection: 's]', config: {a: x}}]",
                "plugins: [{name: p, configSection: s, config: {a: \"x\\ny\"}}]",
            })
    void whatCannotStandInTheFileIsRefused(String fields) {
        refused(fields, fields.startsWith("plugins") ? "spec.plugins[p].config" : "spec.extraConfig");
    }

    @Test
    void aRefusalDoesNotShowTheValue() {
        assertThatThrownBy(() -> rendered("extraConfig: {ldap: {password: \"hush\\nhush\"}}"))
                .message()
                .contains("password")
                .doesNotContain("hush");
    }

    @Test
    void whateverIsRenderedIsReadBackAsItWasMeant() throws IOException {
        var random = new Random(20261123);
        for (int round = 0; round < 200; round++) {
            roundTrip(random);
        }
    }

    private void roundTrip(Random random) throws IOException {
        var file = new OsloFile();
        var meant = new ArrayList<String>();
        for (int number = 0; number < 20; number++) {
            var value = value(random);
            try {
                file.set("odd", "option" + meant.size(), value);
                meant.add(value);
            } catch (InvalidSpecification refused) {
                assertThat(value).containsPattern("[\\p{Cc}&&[^\t]]|\\\\\\$");
            }
        }
        var read = read(file.text());
        for (int number = 0; number < meant.size(); number++) {
            assertThat(read.get(Option.string("odd", "option" + number, "unset", "")))
                    .isEqualTo(meant.get(number));
        }
    }

    private static String value(Random random) {
        // Most without what is refused, so that most are read back.
        int letters = random.nextInt(8) == 0 ? ALPHABET.length() : ALPHABET.indexOf('\n');
        var value = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            value.append(ALPHABET.charAt(random.nextInt(letters)));
        }
        return value.toString();
    }

    private static String rendered(String fields) {
        return KeystoneConfiguration.render(Resources.documentWith(fields).getSpec());
    }

    private static void refused(String fields, String field) {
        assertThatThrownBy(() -> rendered(fields))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith(field);
    }

    private Configuration read(String text) throws IOException {
        return Configuration.load(
                ConfigurationSources.ofFiles(Files.writeString(directory.resolve("keystone.conf"), text)));
    }
}
