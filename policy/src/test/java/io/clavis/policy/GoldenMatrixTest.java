package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every default rule for every persona and target: a letter for each target, in the order of {@code targets.json}. A
 * change of policy shows as a change of the golden files.
 */
class GoldenMatrixTest {
    @Test
    void defaultRulesDecideAsTheRealKeystone() {
        assertThat(matrix(PolicySettings.defaults())).isEqualTo(Golden.read("matrix.tsv"));
    }

    @Test
    void deprecatedDefaultsStillAllowWhenNewDefaultsAreNotEnforced() {
        assertThat(matrix(PolicySettings.defaults().withEnforceNewDefaults(false)))
                .isEqualTo(Golden.read("matrix-deprecated.tsv"));
    }

    @Test
    void withoutScopesOnlyTheCheckDecides() {
        assertThat(matrix(PolicySettings.defaults().withEnforceScope(false)))
                .isEqualTo(Golden.read("matrix-any-scope.tsv"));
    }

    @Test
    void withoutScopesDeprecatedDefaultsStillAllow() {
        var settings = PolicySettings.defaults().withEnforceScope(false).withEnforceNewDefaults(false);
        assertThat(matrix(settings)).isEqualTo(Golden.read("matrix-any-scope-deprecated.tsv"));
    }

    @Test
    void operatorsFileDecidesAsItDoesInTheRealKeystone() throws URISyntaxException {
        var overrides = Path.of(
                GoldenMatrixTest.class.getResource("/golden/overrides.yaml").toURI());
        assertThat(matrix(PolicySettings.defaults().withPolicyFile(overrides)))
                .isEqualTo(Golden.read("matrix-overridden.tsv"));
    }

    private static String matrix(PolicySettings settings) {
        var personas = Golden.json(Golden.read("personas.json"));
        var targets = Golden.json(Golden.read("targets.json"));
        var enforcer = Enforcer.create(settings, InstantSource.system());
        var header =
                Stream.concat(Stream.of("rule"), personas.keySet().stream()).collect(Collectors.joining("\t"));
        var lines = enforcer.ruleNames().stream().map(rule -> {
            var cells = personas.values().stream().map(persona -> {
                var credentials = Golden.credentials(Golden.map(persona));
                return targets.values().stream()
                        .map(target -> letter(enforcer.decide(rule, credentials, Golden.map(target))))
                        .collect(Collectors.joining());
            });
            return Stream.concat(Stream.of(rule), cells).collect(Collectors.joining("\t"));
        });
        return Stream.concat(Stream.of(header), lines).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String letter(Decision decision) {
        return switch (decision) {
            case ALLOWED -> "A";
            case DENIED -> "D";
            case SCOPE_MISMATCH -> "S";
            case UNKNOWN_RULE -> "U";
        };
    }
}
