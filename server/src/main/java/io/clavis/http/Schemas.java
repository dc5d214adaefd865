package io.clavis.http;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The request schemas: JSON Schema 2020-12 files in {@code schema/} on the class path, by name. A violation becomes one
 * sentence that names the field, its value and the rule.
 */
final class Schemas {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> loaded = new ConcurrentHashMap<>();

    /** The schema document itself, for OpenAPI. */
    JsonNode document(String name) {
        return schema(name).getSchemaNode();
    }

    /** Throws {@link BadRequest} for the first violation in the order of the schema. */
    void check(String name, JsonNode document) {
        schema(name).validate(document).stream().findFirst().ifPresent(error -> {
            throw new BadRequest(SchemaViolation.sentence(error));
        });
    }

    private Schema schema(String name) {
        return loaded.computeIfAbsent(name, this::load);
    }

    private Schema load(String name) {
        try (var file = Schemas.class.getResourceAsStream("/schema/" + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("there is no schema/" + name + ".json");
            }
            return registry.getSchema(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
