package io.clavis.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.federation.SchemaVersion;
import io.clavis.http.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** What the real engine made of every case; recorded by {@code conformance/mapping/record.py}. */
class GoldenMappingsTest {
    @Test
    void everyCaseEndsAsInTheRealEngine() throws IOException {
        var golden = golden();
        var differences = new TreeSet<String>();
        int mapped = 0;
        for (int m = 0; m < golden.path("mappings").size(); m++) {
            for (int a = 0; a < golden.path("assertions").size(); a++) {
                var mapping = golden.path("mappings").get(m);
                var assertion = golden.path("assertions").get(a);
                var expected = golden.path("results").get(m).get(a);
                var found = outcome(mapping, assertion);
                if (!comparable(expected).equals(comparable(found))) {
                    differences.add(mapping + " on " + assertion + "\n  is     " + found + "\n  not    " + expected);
                }
                mapped += expected.isNull() ? 0 : 1;
            }
        }
        assertThat(mapped).isGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    private static JsonNode outcome(JsonNode mapping, JsonNode assertion) {
        Map<String, String> attributes = new HashMap<>();
        assertion
                .properties()
                .forEach(
                        entry -> attributes.put(entry.getKey(), entry.getValue().asString()));
        var version =
                SchemaVersion.of(mapping.path("schema_version").asString()).orElseThrow();
        try {
            return IdentityView.of(MappingEngine.evaluate(mapping.path("rules"), version, attributes));
        } catch (MappingFailure refused) {
            return NullNode.instance;
        }
    }

    // What was a set there has no order, and what is None is not there.
    private static Map<String, Object> comparable(JsonNode identity) {
        if (identity.isNull()) {
            return Map.of();
        }
        var copy = (ObjectNode) identity.deepCopy();
        withoutNull((ObjectNode) copy.path("user"));
        copy.path("projects").forEach(project -> withoutNull((ObjectNode) project));
        var groups = new HashMap<String, Integer>();
        copy.path("group_names").forEach(group -> groups.merge(sorted(group), 1, Integer::sum));
        return Map.of(
                "user",
                copy.path("user"),
                "group_ids",
                new TreeSet<>(copy.path("group_ids")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()),
                "groups",
                groups,
                "projects",
                copy.path("projects"));
    }

    private static void withoutNull(ObjectNode object) {
        if (object.path("domain").isNull()) {
            object.remove("domain");
        }
    }

    private static String sorted(JsonNode group) {
        return group.path("name") + "@" + group.path("domain");
    }

    private static JsonNode golden() throws IOException {
        try (var in = GoldenMappingsTest.class.getResourceAsStream("golden.json")) {
            return Json.parse(in.readAllBytes()).orElseThrow();
        }
    }
}
