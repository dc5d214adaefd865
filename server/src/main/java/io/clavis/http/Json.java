package io.clavis.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out: one mapper, bounded in depth, and the few shapes that every capability needs. */
public final class Json {
    private static final int USUAL_SIZE = 2048;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 1000;
    private static final int MAX_NAME = 50_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Reads a document; empty where the bytes are not JSON, or nested deeper than 64. */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** Renders a document, compact, in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** What {@code content} writes, compact, in UTF-8: for what is rendered so often that a tree costs too much. */
    public static byte[] written(Consumer<JsonGenerator> content) {
        var out = new ByteArrayOutputStream(USUAL_SIZE);
        try (var generator = MAPPER.createGenerator(out)) {
            content.accept(generator);
        }
        return out.toByteArray();
    }

    /** An object whose first member was rendered before, with what stands beside it. */
    public static byte[] rendered(String name, byte[] content, ObjectNode rest) {
        var beside = bytes(rest);
        var out = new ByteArrayOutputStream(name.length() + content.length + beside.length + 4);
        out.writeBytes(("{\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.write(',');
        out.write(beside, 1, beside.length - 1);
        return out.toByteArray();
    }

    /** A list and what stands beside it; the text of a long one is made as it is sent, so that it needs no memory. */
    static Body list(String name, Iterable<ObjectNode> items, ObjectNode rest) {
        return list(name, (ObjectNode item, JsonGenerator out) -> out.writeTree(item), items, rest);
    }

    /** The same of items that write themselves. */
    static <T> Body list(String name, Rendering<T> rendering, Iterable<T> items, ObjectNode rest) {
        return LongList.render(MAPPER::createGenerator, name, rendering, items, rest);
    }

    /** Writes a value; what is most frequent without the detour of the mapper. */
    public static void write(JsonNode value, JsonGenerator out) {
        if (value.isString()) {
            out.writeString(value.stringValue());
            return;
        }
        out.writeTree(value);
    }

    /** A new object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new array of strings. */
    public static ArrayNode strings(Collection<String> values) {
        var array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(array::add);
        return array;
    }

    /** A new array of objects. */
    public static ArrayNode array(Collection<? extends JsonNode> values) {
        return JsonNodeFactory.instance.arrayNode(values.size()).addAll(values);
    }

    /** An object with one member that holds {@code content}: the envelope of every single resource. */
    public static ObjectNode wrap(String name, JsonNode content) {
        var envelope = object();
        envelope.set(name, content);
        return envelope;
    }
}
