package io.clavis.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.federation.SchemaVersion;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingEngineTest {
    private static MappedIdentity evaluate(String rules, Map<String, String> assertion) {
        var parsed = Json.parse(rules.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        return MappingEngine.evaluate(parsed, SchemaVersion.V1, assertion);
    }

    private static String name(String template, String value) {
        var rules = "[{'remote': [{'type': 'U'}], 'local': [{'user': {'name': '" + template + "'}}]}]";
        return String.valueOf(evaluate(rules, Map.of("U", value)).user().name());
    }

    @Test
    void nobodyReachesIntoTheObjectsBehindTheTexts() {
        assertThatThrownBy(() -> name("{0.__class__}", "bob")).isInstanceOf(MappingFailure.class);
        assertThatThrownBy(() -> name("{0[0].upper}", "bob")).isInstanceOf(MappingFailure.class);
    }

    @Test
    void whatAnAssertionSaysIsNeverFilledInAgain() {
        assertThat(name("{0}", "{0}")).isEqualTo("{0}");
        assertThat(name("{0}", "{0.x}")).isEqualTo("{0.x}");
    }

    @Test
    void widthsAreBounded() {
        assertThat(name("{0:>1000}", "bob")).hasSize(1000);
        assertThatThrownBy(() -> name("{0:>1001}", "bob")).isInstanceOf(MappingFailure.class);
        assertThatThrownBy(() -> name("{0:>99999999999}", "bob")).isInstanceOf(MappingFailure.class);
    }

    @Test
    void aRegularExpressionThatTakesTooLongRefusesTheAssertion() {
        var rules =
                "[{'remote': [{'type': 'U', 'any_one_of': ['a.*a.*a.*a.*a.*a.*a.*c'], 'regex': true}], 'local': [{}]}]";
        assertThatThrownBy(() -> evaluate(rules, Map.of("U", "a".repeat(300))))
                .isInstanceOf(MappingFailure.class)
                .hasMessageContaining("takes too long");
        var deep = "[{'remote': [{'type': 'U', 'any_one_of': ['^(a|b)*$'], 'regex': true}], 'local': [{}]}]";
        assertThatThrownBy(() -> evaluate(deep, Map.of("U", "ab".repeat(200_000))))
                .isInstanceOf(MappingFailure.class);
    }

    @Test
    void aRegularExpressionThatGoesRoundWithoutACharacterIsRefused() {
        for (var regex : List.of("((?:){1000000000}){1000000000}", "(?:(?:a?){0,2000}){2000}", "(".repeat(100_000))) {
            assertThatThrownBy(() -> PythonRegex.of(regex)).isInstanceOf(MappingFailure.class);
        }
        for (var regex : List.of("([a-z]{1,1000}){1,1000}", "a{3}b{1000000}", "\\{(x)\\}", "(a{20})(b{20}){20}")) {
            assertThat(PythonRegex.of(regex).isFoundIn("")).isFalse();
        }
    }

    @Test
    void rulesOfAnyFormAreRefusedNotTrippedOver() {
        for (var local : List.of(
                "{'user': 'x'}",
                "{'user': {'name': 1}}",
                "{'group': {'name': 'x'}}",
                "{'group': {'name': 'x', 'domain': 'd'}}",
                "{'groups': {'a': 'b'}}",
                "{'group_ids': ['a']}",
                "{'projects': [{'roles': []}]}",
                "{'user': {'type': 'other'}}")) {
            var rules = "[{'remote': [{'type': 'U'}], 'local': [" + local + "]}]";
            assertThatThrownBy(() -> evaluate(rules, Map.of("U", "bob")))
                    .as(local)
                    .isInstanceOf(MappingFailure.class);
        }
        assertThatThrownBy(() -> evaluate("{}", Map.of())).isInstanceOf(MappingFailure.class);
        assertThatThrownBy(() -> evaluate("[1, {'remote': 2}]", Map.of())).isInstanceOf(MappingFailure.class);
    }
}
