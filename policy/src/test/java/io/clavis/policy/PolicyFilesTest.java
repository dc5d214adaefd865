package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFilesTest {
    private static final Credentials NOBODY = Credentials.builder().build();

    @TempDir
    Path dir;

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final InstantSource clock = () -> now;

    private Path write(String name, String text) throws IOException {
        var path = dir.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Enforcer enforcer(Path file) {
        var settings = PolicySettings.defaults().withPolicyFile(file).withPolicyDirs(List.of(dir.resolve("policy.d")));
        return Enforcer.create(settings, List.of(), clock);
    }

    private static Decision ask(Enforcer enforcer) {
        return enforcer.decide("a", NOBODY, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "policy.yaml|a: role:x\\na: role:y|duplicate",
                "policy.json|{\"a\": \"x\", \"a\": \"y\"}|Duplicate",
                "policy.json|{\"a\": |end-of-input",
                "policy.yaml|- a|mapping",
                "policy.yaml|a: 5|a is neither",
                "policy.yaml|a: true|a is neither",
                "policy.yaml|a: {b: c}|a is neither",
                "policy.yaml|a:|a has no value",
                "policy.yaml|1: role:x|not a string",
                "policy.yaml|a: [[1]]|not a string",
                "policy.yaml|a: [role:x, 1]|a holds",
                "policy.yaml|a: @|found character",
            })
    void unusableFileIsNamedWithItsProblem(String name, String text, String problem) throws IOException {
        var file = write(name, text.replace("\\n", "\n"));
        assertThatThrownBy(() -> enforcer(file))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void jsonAndYamlAreRead() throws IOException {
        assertThat(ask(enforcer(write("policy.json", "{\t\"a\": [[\"@\"]]}")))).isEqualTo(Decision.ALLOWED);
        assertThat(ask(enforcer(write("policy.yaml", "# comment\nb: &x '@'\na: *x"))))
                .isEqualTo(Decision.ALLOWED);
        assertThat(ask(enforcer(write("blank.json", "\n")))).isEqualTo(Decision.UNKNOWN_RULE);
    }

    @Test
    void absentFilesAreNoError() {
        assertThat(ask(enforcer(dir.resolve("absent.yaml")))).isEqualTo(Decision.UNKNOWN_RULE);
    }

    @Test
    void directoriesAreMergedInNameOrder() throws IOException {
        var file = write("policy.yaml", "a: '!'");
        write("policy.d/20-last.yaml", "a: '@'");
        write("policy.d/10-first.yaml", "a: '!'");
        write("policy.d/.99-hidden.yaml", "a: '!'");
        write("policy.d/99-folder/deep.yaml", "a: '!'");
        assertThat(ask(enforcer(file))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void changedFileIsReadAgainAfterOneSecond() throws IOException {
        var file = write("policy.yaml", "a: '!'");
        var enforcer = enforcer(file);
        write("policy.yaml", "a: '@' # longer");
        assertThat(ask(enforcer)).isEqualTo(Decision.DENIED);
        now = now.plusMillis(1000);
        assertThat(ask(enforcer)).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void fileAddedToOrRemovedFromDirectoryIsNoticed() throws IOException {
        var enforcer = enforcer(write("policy.yaml", "a: '!'"));
        var added = write("policy.d/x.yaml", "a: '@'");
        now = now.plusSeconds(2);
        assertThat(ask(enforcer)).isEqualTo(Decision.ALLOWED);
        Files.delete(added);
        now = now.plusSeconds(2);
        assertThat(ask(enforcer)).isEqualTo(Decision.DENIED);
    }

    @Test
    void brokenNewFileKeepsTheOldRulesUntilItIsMended() throws IOException {
        var file = write("policy.yaml", "a: '@'");
        var enforcer = enforcer(file);
        write("policy.yaml", "a: [broken");
        now = now.plus(Duration.ofSeconds(2));
        assertThat(ask(enforcer)).isEqualTo(Decision.ALLOWED);
        now = now.plus(Duration.ofSeconds(2));
        assertThat(ask(enforcer)).isEqualTo(Decision.ALLOWED);
        write("policy.yaml", "a: '!' # mended");
        now = now.plus(Duration.ofSeconds(2));
        assertThat(ask(enforcer)).isEqualTo(Decision.DENIED);
    }
}
