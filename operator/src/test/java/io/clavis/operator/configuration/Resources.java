package io.clavis.operator.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The founding document's example, and what differs from it by some fields of its specification. */
public final class Resources {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Resources() {}

    public static Keystone document() {
        return documentWith("{}");
    }

    /** The same with other fields below {@code spec}, in YAML; what is null goes away. */
    public static Keystone documentWith(String fields) {
        try {
            var document = (ObjectNode) YAML.readTree(text("document.yaml"));
            var spec = (ObjectNode) document.get("spec");
            for (var field : YAML.readTree(fields).properties()) {
                put(spec, field.getKey(), field.getValue());
            }
            return Serialization.jsonMapper().treeToValue(document, Keystone.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode spec, String name, JsonNode value) {
        if (value.isNull()) {
            spec.remove(name);
            return;
        }
        spec.set(name, value);
    }

    public static String text(String name) {
        try (var in = Resources.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
