package io.clavis.operator.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import java.util.TreeMap;

/** The file {@code policy.yaml}: the rules of a ConfigMap, over them those of the resource, by their names. */
public final class PolicyDocument {
    /** The key of the ConfigMap, and the name of the file. */
    public static final String FILE = "policy.yaml";

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    // What is JSON is YAML, and leaves no doubt about quotes.
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyDocument() {}

    /**
     * The text of the file.
     *
     * @param base the text of the ConfigMap; empty where there is none
     * @throws InvalidSpecification where that is no map from names to rules, or a name is empty
     */
    public static String render(String base, Map<String, String> rules) {
        var merged = new TreeMap<>(read(base));
        rules.forEach((name, rule) -> merged.put(name, JSON.getNodeFactory().textNode(rule)));
        if (merged.keySet().stream().anyMatch(String::isBlank)) {
            throw new InvalidSpecification("spec.policyOverrides", "a rule needs a name");
        }
        var text = new StringBuilder();
        merged.forEach((name, rule) ->
                text.append(json(name)).append(": ").append(json(rule)).append('\n'));
        return text.isEmpty() ? "{}\n" : text.toString();
    }

    private static Map<String, JsonNode> read(String base) {
        var field = "spec.policyOverrides.configMapRef";
        JsonNode document;
        try {
            document = YAML.readTree(base);
        } catch (JsonProcessingException e) {
            // Its own message shows the text.
            var place = e.getLocation();
            throw new InvalidSpecification(
                    field,
                    FILE + " is not YAML with each name once"
                            + (place == null ? "" : ", see line " + place.getLineNr()));
        }
        var rules = new TreeMap<String, JsonNode>();
        if (document.isMissingNode() || document.isNull()) {
            return rules;
        }
        if (!document.isObject()) {
            throw new InvalidSpecification(field, FILE + " has to be a map from names to rules");
        }
        for (var rule : document.properties()) {
            // oslo.policy takes lists of lists as well.
            if (!rule.getValue().isTextual() && !rule.getValue().isArray()) {
                throw new InvalidSpecification(field, "the rule " + rule.getKey() + " has to be text");
            }
            rules.put(rule.getKey(), rule.getValue());
        }
        return rules;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
