package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path dir;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(dir).resolve(name), text);
    }

    private Configuration load(String... texts) throws IOException {
        var files = new Path[texts.length];
        for (int i = 0; i < texts.length; i++) {
            files[i] = file(i + ".conf", texts[i]);
        }
        return Configuration.load(ConfigurationSources.ofFiles(files));
    }

    private Configuration load(Map<String, String> environment, String text) throws IOException {
        return Configuration.load(ConfigurationSources.of(List.of(file("a.conf", text)), List.of(dir), environment));
    }

    @Test
    void withoutSourcesDefaultsHold() {
        var configuration = Configuration.defaults();
        assertThat(configuration.get(TokenOptions.EXPIRATION)).isEqualTo(3600L);
        assertThat(configuration.get(DatabaseOptions.CONNECTION)).isEmpty();
        assertThat(configuration.get(AuthOptions.METHODS))
                .containsExactly(
                        "external", "password", "token", "oauth1", "mapped", "application_credential", "ec2credential");
        assertThat(configuration.isSet(TokenOptions.EXPIRATION)).isFalse();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void theLastOfRepeatedAssignmentsWins() throws IOException {
        assertThat(load("[token]\nexpiration=1\nexpiration=2\n").get(TokenOptions.EXPIRATION))
                .isEqualTo(2L);
    }

    @Test
    void laterFilesOverrideEarlierOnes() throws IOException {
        var configuration = load("[token]\nexpiration=1\nprovider=jws\n", "[token]\nexpiration=2\n");
        assertThat(configuration.get(TokenOptions.EXPIRATION)).isEqualTo(2L);
        assertThat(configuration.get(TokenOptions.PROVIDER)).isEqualTo("jws");
        assertThat(configuration.isSet(TokenOptions.PROVIDER)).isTrue();
    }

    @Test
    void optionsThatRepeatGatherFromAllFiles() throws IOException {
        var configuration =
                load("[federation]\ntrusted_dashboard=a\ntrusted_dashboard=b\n", "[federation]\ntrusted_dashboard=c\n");
        assertThat(configuration.get(FederationOptions.TRUSTED_DASHBOARD)).containsExactly("a", "b", "c");
    }

    @Test
    void theEnvironmentOverridesFilesAndOverridesTheEnvironment() throws IOException {
        var file = file("a.conf", "[token]\nexpiration=1\n[DEFAULT]\nlog_dir=/a\n");
        var environment = Map.of("OS_TOKEN__EXPIRATION", "2", "OS_DEFAULT__LOG_DIR", "/b");
        var sources = new ConfigurationSources(List.of(file), environment, Map.of());
        var configuration = Configuration.load(sources);
        assertThat(configuration.get(TokenOptions.EXPIRATION)).isEqualTo(2L);
        assertThat(configuration.get(LogOptions.LOG_DIR)).contains("/b");
        var overridden = Configuration.load(sources.withOverrides(Map.of("token.expiration", "3")));
        assertThat(overridden.get(TokenOptions.EXPIRATION)).isEqualTo(3L);
    }

    @Test
    void anOverrideOfARepeatableOptionHasALinePerValue() {
        var configuration = Configuration.of(Map.of("federation.trusted_dashboard", "a\nb"));
        assertThat(configuration.get(FederationOptions.TRUSTED_DASHBOARD)).containsExactly("a", "b");
    }

    @Test
    void formerNamesAreHonouredWithAWarning() throws IOException {
        var configuration = load("[token]\nrevocation_cache_time=7\n[DEFAULT]\nlogdir=/x\n");
        assertThat(configuration.get(RevokeOptions.CACHE_TIME)).isEqualTo(7);
        assertThat(configuration.get(LogOptions.LOG_DIR)).contains("/x");
        assertThat(configuration.warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        dir + "/0.conf:2: [token] revocation_cache_time is deprecated: use [revoke] cache_time",
                        dir + "/0.conf:4: [DEFAULT] logdir is deprecated: use [DEFAULT] log_dir");
    }

    @Test
    void inOneFileTheCurrentNameBeatsTheFormerOne() throws IOException {
        assertThat(load("[revoke]\ncache_time=1\n[token]\nrevocation_cache_time=2\n")
                        .get(RevokeOptions.CACHE_TIME))
                .isEqualTo(1);
    }

    @Test
    void aFormerNameInALaterFileBeatsTheCurrentOne() throws IOException {
        assertThat(load("[revoke]\ncache_time=1\n", "[token]\nrevocation_cache_time=2\n")
                        .get(RevokeOptions.CACHE_TIME))
                .isEqualTo(2);
    }

    @Test
    void optionsThatWillBeRemovedAreWarnedAbout() throws IOException {
        assertThat(load("[token]\ncache_on_issue=true\n").warnings())
                .containsExactly(new Warning(
                        Warning.Kind.DEPRECATED_OPTION,
                        dir + "/0.conf:2",
                        "[token] cache_on_issue is deprecated and will be removed"));
    }

    @Test
    void unknownNamesAreWarnedAboutWithTheNearestOne() throws IOException {
        var configuration = load("[tokn]\nexpiration=1\n[token]\nexpiraton=1\nlog-dir=x\nmax_pool_size=3\n"
                + "[zzzzzzzz]\na=1\n[DEFAULT]\nlog-dir=x\n[default]\ndebug=true\n");
        assertThat(configuration.warnings())
                .extracting(Warning::message)
                .containsExactly(
                        "unknown group [tokn] of option expiration; did you mean [token]?",
                        "unknown option [token] expiraton; did you mean expiration?",
                        "unknown option [token] log-dir",
                        "unknown option [token] max_pool_size; did you mean [database] max_pool_size?",
                        "unknown group [zzzzzzzz] of option a",
                        "unknown option [DEFAULT] log-dir; did you mean log_dir?",
                        "unknown group [default] of option debug; did you mean [DEFAULT]?");
        assertThat(configuration.get(LogOptions.DEBUG)).isFalse();
    }

    @Test
    void unknownVariablesOfTheEnvironmentAreWarnedAbout() throws IOException {
        assertThat(load(Map.of("OS_TOKEN__EXPIRATON", "1", "OS_AUTH_URL", "x", "OS_DEFAULT__DEBUG", "1"), "")
                        .warnings())
                .extracting(Warning::toString)
                .containsExactly("environment variable OS_TOKEN__EXPIRATON: unknown option [token] expiraton;"
                        + " did you mean expiration?");
    }

    @Test
    void unknownOverridesAreErrors() {
        assertThatThrownBy(() -> Configuration.of(Map.of("token.expiraton", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("override token.expiraton: unknown option [token] expiraton; did you mean expiration?");
    }

    @Test
    void allBadValuesAreReportedTogether() throws IOException {
        assertThatThrownBy(() -> load("[token]\nexpiration = -1\n[database]\nmax_pool_size = many\n"
                        + "[identity]\npassword_hash_algorithm = md5\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        dir + "/0.conf:2: [token] expiration = -1: expected an integer of at least 0",
                        dir + "/0.conf:4: [database] max_pool_size = many: expected an integer of 32 bits",
                        dir + "/0.conf:6: [identity] password_hash_algorithm = md5:"
                                + " expected one of bcrypt, bcrypt_sha256, scrypt, pbkdf2_sha512");
    }

    @Test
    void aBadValueUnderAFormerNameShowsBoth() throws IOException {
        assertThatThrownBy(() -> load("[assignment]\ncaching = x\n"))
                .hasMessage(dir + "/0.conf:2: [resource] caching = x (written as [assignment] caching):"
                        + " expected a boolean: true, 1, on, yes, false, 0, off or no");
    }

    @Test
    void aBadValueOfTheEnvironmentNamesTheVariable() {
        assertThatThrownBy(() -> load(Map.of("OS_TOKEN__EXPIRATION", "x"), ""))
                .hasMessage("environment variable OS_TOKEN__EXPIRATION: [token] expiration = x:"
                        + " expected an integer of at least 0");
    }

    @Test
    void secretsAreMaskedInErrors() {
        assertThatThrownBy(() -> Configuration.of(Map.of("database.connection", "mysql://u:pa$word@h/d")))
                .hasMessage("override database.connection: [database] connection = ****:"
                        + " a $ in it names no option; a dollar sign is written $$");
    }

    @Test
    void anEmptyNumberIsUnset() throws IOException {
        var configuration = load("[identity]\nlist_limit =\ncache_time =\n");
        assertThat(configuration.get(IdentityOptions.LIST_LIMIT)).isEmpty();
        assertThat(configuration.get(IdentityOptions.CACHE_TIME)).isEqualTo(600);
        assertThat(configuration.warnings())
                .containsExactly(new Warning(
                        Warning.Kind.EMPTY_NUMBER,
                        dir + "/0.conf:3",
                        "[identity] cache_time is empty, so its default 600 holds"));
    }

    @Test
    void anEmptyStringIsSet() throws IOException {
        assertThat(load("[database]\nslave_connection =\n").get(DatabaseOptions.SLAVE_CONNECTION))
                .contains("");
    }

    @Test
    void everyAuthMethodHasAnOption() throws IOException {
        var configuration = load("[auth]\nmethods = password,kerberos\nkerberos = Kerberos\nother = x\n");
        assertThat(configuration.get(AuthOptions.method("kerberos"))).contains("Kerberos");
        assertThat(configuration.get(AuthOptions.method("x"))).isEmpty();
        assertThat(configuration.warnings())
                .extracting(Warning::message)
                .containsExactly("unknown option [auth] other");
    }

    @Test
    void everyFederationProtocolHasARemoteIdAttribute() throws IOException {
        var configuration = load("[openid]\nremote_id_attribute = HTTP_OIDC_ISS\n");
        assertThat(configuration.get(FederationOptions.remoteIdAttribute("openid")))
                .contains("HTTP_OIDC_ISS");
        assertThat(configuration.get(FederationOptions.remoteIdAttribute("other")))
                .isEmpty();
        assertThat(configuration.warnings()).isEmpty();
    }
}
