package io.clavis.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clavis.federation.SchemaVersion;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Whatever the rules and the assertion are, the engine comes to an end: somebody, or a refusal. */
class MappingFuzz {
    /** The rules on the first line, then a line {@code name=value} for each attribute. */
    @FuzzTest
    void everyAssertionIsMappedOrRefused(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        var rules = Json.parse(lines[0].getBytes(StandardCharsets.UTF_8));
        if (rules.isEmpty()) {
            return;
        }
        var assertion = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split("=", 2);
            assertion.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        for (var version : SchemaVersion.values()) {
            try {
                assertThat(IdentityView.of(MappingEngine.evaluate(rules.get(), version, assertion)))
                        .isNotNull();
            } catch (MappingFailure refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    /** A regular expression on the first line, a value on the second. */
    @FuzzTest
    void everyRegularExpressionComesToAnEnd(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        try {
            PythonRegex.of(lines[0]).isFoundIn(lines[lines.length - 1]);
        } catch (MappingFailure refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    /** A template on the first line, then what it is filled with. */
    @FuzzTest
    void everyTemplateIsFilledOrRefused(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        var rest = List.of(lines).subList(1, lines.length);
        try {
            var filled = PythonFormat.fill(lines[0], rest.stream().map(List::of).toList());
            assertThat(filled.length()).isLessThan(1_000_000);
            assertThat(PythonFormat.fill("{0}", List.of(List.of(filled)))).isEqualTo(filled);
        } catch (MappingFailure refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @FuzzTest
    void everyTextIsAListOrItself(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        assertThat(PythonList.valuesOf(text)).doesNotContainNull();
    }
}
