package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("keystone.conf"), text);
    }

    private List<String> errors(String text) throws IOException {
        return messages(text, Finding.Severity.ERROR);
    }

    private List<String> warnings(String text) throws IOException {
        return messages(text, Finding.Severity.WARNING);
    }

    private List<String> messages(String text, Finding.Severity severity) throws IOException {
        return ConfigurationCheck.of(ConfigurationSources.ofFiles(write(text))).stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.toString().replace(directory + "/", ""))
                .toList();
    }

    @Test
    void aGoodConfigurationHasNoFindings() throws IOException {
        assertThat(ConfigurationCheck.of(ConfigurationSources.ofFiles(write("[token]\nexpiration = 60\n"))))
                .isEmpty();
    }

    @Test
    void allErrorsAreToldAtOnceEachWithItsLine() throws IOException {
        assertThat(errors("""
                [token]
                expiration = soon
                expiratoin = 5
                [nosuch]
                a = b
                [database]
                max_pool_size = many
                """))
                .containsExactlyInAnyOrder(
                        "keystone.conf:2: [token] expiration = soon: expected an integer of at least 0",
                        "keystone.conf:3: unknown option [token] expiratoin; did you mean expiration?",
                        "keystone.conf:5: unknown group [nosuch] of option a",
                        "keystone.conf:7: [database] max_pool_size = many: expected an integer of 32 bits");
    }

    @Test
    void aFormerNameIsAWarning() throws IOException {
        var text = "[DEFAULT]\nlogfile = x\n";
        assertThat(errors(text)).isEmpty();
        assertThat(warnings(text))
                .containsExactly("keystone.conf:2: [DEFAULT] logfile is deprecated: use [DEFAULT]" + " log_file");
    }

    @Test
    void anOptionWithoutEffectIsToldWhereItSaysSomethingElseThanItsDefault() throws IOException {
        assertThat(warnings("[ldap]\nurl = ldap://example\n[assignment]\ndriver = sql\n"))
                .singleElement()
                .asString()
                .startsWith("keystone.conf:2: [ldap] url has no effect: ");
    }

    @Test
    void aSecretIsNotShown() throws IOException {
        assertThat(ConfigurationCheck.of(ConfigurationSources.ofFiles(write("[DEFAULT]\nadmin_token = $hunter-two\n"))))
                .isNotEmpty()
                .noneMatch(finding -> finding.message().contains("hunter"));
    }

    @Test
    void anUnreadableFileIsAnError() throws IOException {
        assertThat(errors("[token\n")).containsExactly("keystone.conf:1: a section line must end with ]");
        var absent = directory.resolve("absent.conf");
        assertThat(ConfigurationCheck.of(ConfigurationSources.ofFiles(absent)))
                .containsExactly(new Finding(Finding.Severity.ERROR, absent.toString(), "no such file or directory"));
    }

    @Test
    void theEnvironmentIsCheckedToo() throws IOException {
        var sources =
                ConfigurationSources.of(List.of(write("")), List.of(directory), Map.of("OS_TOKEN__EXPIRATOIN", "5"));
        assertThat(ConfigurationCheck.of(sources))
                .singleElement()
                .asString()
                .contains("environment variable OS_TOKEN__EXPIRATOIN", "did you mean expiration?");
    }

    @Test
    void everyOptionWithoutEffectIsADeclaredOne() {
        assertThat(Options.all().stream()
                        .filter(option -> NotActedUpon.reason(option).isPresent()))
                .hasSizeGreaterThan(200);
    }

    @Test
    void aDomainsFileIsReadAsWritten() throws IOException {
        var file = write("[ldap]\nurl = a\nurl = b\nsuffix = %(x)s $y\nquery_scope =\n[identity]\n");
        assertThat(DomainConfigurationFile.read(file))
                .isEqualTo(Map.of("ldap", Map.of("url", "a", "suffix", "%(x)s $y", "query_scope", "")));
    }
}
