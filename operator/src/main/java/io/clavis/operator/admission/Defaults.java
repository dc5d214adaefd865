package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What is filled in where a resource says nothing, beyond the defaults of its schema. */
@FunctionalInterface
interface Defaults {
    /**
     * Fills in.
     *
     * @param before how the resource was until now; null where it is new
     */
    void fill(ObjectNode resource, @Nullable JsonNode before);
}
