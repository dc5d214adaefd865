package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentTest {
    @Test
    void rulesOfTheResourceWin() {
        var text = PolicyDocument.render("b: role:x\na: role:y\n", Map.of("b", "role:admin", "c", "!"));
        assertThat(text).isEqualTo("\"a\": \"role:y\"\n\"b\": \"role:admin\"\n\"c\": \"!\"\n");
    }

    @Test
    void quotesAndLineBreaksStayWithinTheirRule() {
        assertThat(PolicyDocument.render("", Map.of("a", "'x':%(y)s or \"z\"\nb: '@'")))
                .isEqualTo("\"a\": \"'x':%(y)s or \\\"z\\\"\\nb: '@'\"\n");
    }

    @Test
    void listsOfOldPoliciesStay() {
        assertThat(PolicyDocument.render("a: [['role:x'], ['role:y']]", Map.of()))
                .isEqualTo("\"a\": [[\"role:x\"],[\"role:y\"]]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "{}"})
    void noRulesAreAnEmptyMap(String base) {
        assertThat(PolicyDocument.render(base, Map.of())).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "a: {b: c}", "a: 1", "a: ~", "a: 'x", "a: x\na: y", "text"})
    void whatIsNoMapOfRulesIsRefused(String base) {
        assertThatThrownBy(() -> PolicyDocument.render(base, Map.of()))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith("spec.policyOverrides.configMapRef: ");
    }

    @Test
    void aRuleWithoutANameIsRefused() {
        assertThatThrownBy(() -> PolicyDocument.render("", Map.of(" ", "@"))).isInstanceOf(InvalidSpecification.class);
    }
}
