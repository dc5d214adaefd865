package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "identity:list_projects: role:a or|identity:list_projects: cannot be understood: role:a or: a check is missing",
                "identity:list_projects: role:a or nocolon|cannot be understood: nocolon: there is no colon in it",
                "identity:list_projects: 'user_id:%(x'|cannot be evaluated: user_id:%(x: '%(' without ')'",
                "identity:list_projects: not (rule:nosuch)|it refers to the rule nosuch, which does not exist",
                "identity:list_projects: rule:identity:list_projects|it refers to itself",
                "identity:list_project: role:a|identity:list_project: there is no such rule, and no rule refers to it",
            })
    void eachProblemIsTold(String file, String problem) throws IOException {
        assertThat(problems(file)).singleElement().asString().contains(problem);
    }

    @Test
    void aCircleIsToldOfEachRuleInIt() throws IOException {
        assertThat(problems("admin_required: rule:mine or role:admin\nmine: rule:admin_required"))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("admin_required: it refers to itself"),
                        other -> assertThat(other).startsWith("mine: it refers to itself"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "identity:list_projects: '!'",
                "identity:list_projects: ''",
                "identity:list_projects: rule:mine or rule:admin_required\\nmine: role:auditor",
                "identity:list_projects: [[role:a, role:b], [role:c]]",
                "default: role:admin",
                "{}",
            })
    void goodFilesHaveNoProblem(String file) throws IOException {
        assertThat(problems(file.replace("\\n", "\n"))).isEmpty();
    }

    @Test
    void theFormerNameOfARuleIsKnown() throws IOException {
        var file = Files.writeString(directory.resolve("policy.yaml"), "former: role:b");
        var renamed = new RuleDefault(
                "today", "role:a", Set.of(), new RuleDefault.DeprecatedRule("former", "role:b", "X"), false, List.of());
        var settings = PolicySettings.defaults().withPolicyFile(file);
        assertThat(PolicyCheck.problems(settings, List.of(renamed))).isEmpty();
        assertThat(PolicyCheck.problems(settings, List.of())).hasSize(1);
    }

    @Test
    void aMissingFileIsAProblemAndAnUnreadableOneAFailure() throws IOException {
        var file = directory.resolve("policy.yaml");
        var settings = PolicySettings.defaults().withPolicyFile(file);
        assertThat(PolicyCheck.problems(settings)).containsExactly(file + ": there is no such file");
        Files.writeString(file, "- a");
        assertThatThrownBy(() -> PolicyCheck.problems(settings))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("mapping");
    }

    @Test
    void filesOfTheDirectoriesAreCheckedToo() throws IOException {
        Files.createDirectory(directory.resolve("policy.d"));
        Files.writeString(directory.resolve("policy.d/more.yaml"), "identity:nosuch: role:a");
        Files.writeString(directory.resolve("policy.yaml"), "{}");
        var settings = PolicySettings.defaults()
                .withPolicyFile(directory.resolve("policy.yaml"))
                .withPolicyDirs(List.of(directory.resolve("policy.d")));
        assertThat(PolicyCheck.problems(settings)).hasSize(1);
    }

    private List<String> problems(String text) throws IOException {
        var file = Files.writeString(directory.resolve("policy.yaml"), text);
        return PolicyCheck.problems(PolicySettings.defaults().withPolicyFile(file));
    }
}
