package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a custom resource: types, limits, defaults and CEL rules, all from the text of its
 * CustomResourceDefinition. API servers before 1.25 know no CEL; here its rules hold under every one. Immutable.
 */
public final class ResourceSchema implements Rules {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode definition;
    private final JsonNode schema;
    private final CelRules rules;

    private ResourceSchema(JsonNode definition) {
        this.definition = definition;
        this.schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
        this.rules = new CelRules(schema);
    }

    /**
     * That of a resource of ours.
     *
     * @param plural such as {@code keystones}
     */
    public static ResourceSchema of(String plural) {
        try (var text = ResourceSchema.class.getResourceAsStream("/crds/" + plural + ".yaml")) {
            if (text == null) {
                throw new IllegalArgumentException("there is no custom resource " + plural);
            }
            return new ResourceSchema(YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole CustomResourceDefinition. */
    public JsonNode definition() {
        return definition.deepCopy();
    }

    /** Types and limits first; the rules only where these are as they should be. */
    @Override
    public List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var findings = new ArrayList<>(new StructureCheck().check(schema, resource));
        if (Finding.refusals(findings).isEmpty()) {
            findings.addAll(rules.check(resource, before));
        }
        return List.copyOf(findings);
    }

    /** A copy with the schema's defaults filled in, as an API server does before anybody sees the resource. */
    public JsonNode defaulted(JsonNode resource) {
        var copy = resource.deepCopy();
        fill(schema, copy);
        return copy;
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (var property : schema.path("properties").properties()) {
                var standard = property.getValue().path("default");
                if (!standard.isMissingNode() && !object.hasNonNull(property.getKey())) {
                    object.set(property.getKey(), standard.deepCopy());
                }
                fill(property.getValue(), object.path(property.getKey()));
            }
            var others = schema.path("additionalProperties");
            if (others.isObject()) {
                object.forEach(member -> fill(others, member));
            }
        }
        if (value instanceof ArrayNode array) {
            array.forEach(item -> fill(schema.path("items"), item));
        }
    }
}
