package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Any rule is understood or denies; any policy file is read or refused as one; any decision comes to its end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyFuzz {
    private static final Credentials NOBODY = Credentials.builder().build();
    private static final Credentials SOMEBODY = Credentials.builder()
            .userId("anna")
            .projectId("p1")
            .roles(List.of("member", "reader"))
            .token(Map.of("project", Map.of("domain", Map.of("id", "d1")), "roles", List.of(Map.of("name", "member"))))
            .build();

    private final RemoteAuthority remote = new RemoteAuthority(RemoteSettings.defaults());
    private Path directory;

    @BeforeAll
    void prepare() throws IOException {
        directory = Files.createTempDirectory("policy");
    }

    @AfterAll
    void cleanUp() throws IOException {
        remote.close();
        Files.deleteIfExists(directory.resolve("policy.yaml"));
        Files.deleteIfExists(directory.resolve("policy.json"));
        Files.delete(directory);
    }

    /** The first line is a rule, each other one {@code name=value} of the target. */
    @FuzzTest
    void everyRuleIsDecided(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        var target = new HashMap<String, Object>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            var parts = line.split("=", 2);
            target.put(parts[0], parts.length == 2 ? parts[1] : null);
        }
        decideAll(RuleBook.of(List.of(), Map.of("asked", RuleParser.parse(lines[0])), true, "default"), target);
    }

    /** What a sample file shows of a rule is the rule. */
    @FuzzTest
    void everyRuleIsReadAsItIsWritten(byte[] input) {
        var written =
                RuleParser.parse(new String(input, StandardCharsets.UTF_8)).toString();
        assertThat(RuleParser.parse(written)).hasToString(written);
    }

    @FuzzTest
    void everyYamlFileIsReadOrRefused(byte[] input) throws IOException {
        readAndDecide(Files.write(directory.resolve("policy.yaml"), input));
    }

    @FuzzTest
    void everyJsonFileIsReadOrRefused(byte[] input) throws IOException {
        readAndDecide(Files.write(directory.resolve("policy.json"), input));
    }

    private void readAndDecide(Path file) {
        Map<String, Check> rules;
        try {
            rules = PolicyFile.read(file);
        } catch (PolicyFileException refused) {
            return;
        }
        decideAll(RuleBook.of(List.of(), rules, true, "default"), Map.of("user_id", "anna", "a", Map.of("b", "c")));
    }

    private void decideAll(RuleBook book, Map<String, ?> target) {
        for (var name : book.sources().keySet()) {
            var check = book.rule(name).check();
            if (!mentionsRemote(check)) {
                allows(name, SOMEBODY, target, check);
                var allowed = allows(name, NOBODY, target, check);
                assertThat(allowed && onlyRoles(check)).isFalse();
            }
        }
    }

    private boolean allows(String name, Credentials credentials, Map<String, ?> target, Check check) {
        try {
            return new Evaluation(name, credentials, target, remote).allows(check);
        } catch (EvaluationException denied) {
            return false;
        }
    }

    private static boolean onlyRoles(Check check) {
        return switch (check) {
            case Check.And(var checks) -> checks.stream().allMatch(PolicyFuzz::onlyRoles);
            case Check.Or(var checks) -> checks.stream().allMatch(PolicyFuzz::onlyRoles);
            default -> check instanceof Check.Role || check instanceof Check.Unreadable || check == Check.Constant.DENY;
        };
    }

    // Fuzzing must not ask machines on the network.
    private static boolean mentionsRemote(Check check) {
        return switch (check) {
            case Check.Not(var inner) -> mentionsRemote(inner);
            case Check.And(var checks) -> checks.stream().anyMatch(PolicyFuzz::mentionsRemote);
            case Check.Or(var checks) -> checks.stream().anyMatch(PolicyFuzz::mentionsRemote);
            default -> check instanceof Check.Remote;
        };
    }
}
