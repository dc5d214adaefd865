package io.clavis.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ObjectNode;

/** A list of which a beginning is rendered, and what stands beside it. */
final class LongList<T> implements Body.Streamed {
    /** How much of a list is rendered before it is sent, in bytes. */
    private static final int AT_ONCE = 1 << 20;

    private final Parts parts = new Parts();
    private final JsonGenerator generator;
    private final Rendering<T> rendering;
    private final Iterator<T> items;
    private final ObjectNode rest;

    private LongList(
            Function<OutputStream, JsonGenerator> generators,
            Rendering<T> rendering,
            Iterator<T> items,
            ObjectNode rest) {
        this.generator = generators.apply(parts);
        this.rendering = rendering;
        this.items = items;
        this.rest = rest;
    }

    /** The whole list where it is not long. */
    static <T> Body render(
            Function<OutputStream, JsonGenerator> generators,
            String name,
            Rendering<T> rendering,
            Iterable<T> items,
            ObjectNode rest) {
        var list = new LongList<>(generators, rendering, items.iterator(), rest);
        return list.begin(name) ? list : list.whole();
    }

    /** Whether there is more. */
    private boolean begin(String name) {
        generator.writeStartObject();
        generator.writeName(name);
        generator.writeStartArray();
        while (items.hasNext() && parts.size() < AT_ONCE) {
            rendering.write(items.next(), generator);
        }
        return items.hasNext();
    }

    private Body whole() {
        end();
        return new Body.Whole(parts.toList());
    }

    private void end() {
        generator.writeEndArray();
        rest.properties().forEach(member -> {
            generator.writeName(member.getKey());
            generator.writeTree(member.getValue());
        });
        generator.writeEndObject();
        generator.close();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            parts.passTo(out);
            while (items.hasNext()) {
                rendering.write(items.next(), generator);
            }
            end();
        } catch (JacksonIOException clientGone) {
            throw clientGone.getCause();
        }
    }
}
