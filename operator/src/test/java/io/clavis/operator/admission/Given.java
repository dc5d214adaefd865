package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Resources to start from, and a cluster around them. */
final class Given {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Has one priority class, and one identity backend. */
    static final Neighbours CLUSTER = new Neighbours() {
        @Override
        public boolean hasPriorityClass(String name) {
            return name.equals("important");
        }

        @Override
        public Optional<String> backendOf(String namespace, String keystone, String domain) {
            return namespace.equals("openstack") && keystone.equals("keystone") && domain.equalsIgnoreCase("taken")
                    ? Optional.of("other")
                    : Optional.empty();
        }
    };

    private Given() {}

    /** A file of the test resources. */
    static JsonNode file(String name) {
        try (var text = Given.class.getResourceAsStream("/admission/" + name + ".yaml")) {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7396. */
    static JsonNode merged(JsonNode into, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = into instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    static Admitted admitted(JsonNode resource) {
        var kind = resource.path("kind").asText();
        for (var known : AdmittedKind.values()) {
            if (known.kind().equals(kind)) {
                return Admitted.of(known, CLUSTER);
            }
        }
        throw new IllegalArgumentException(kind);
    }
}
