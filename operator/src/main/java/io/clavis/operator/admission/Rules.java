package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be true of a resource of one kind. */
@FunctionalInterface
interface Rules {
    /**
     * What there is to say about a resource.
     *
     * @param before how it was until now; null where it is new
     */
    List<Finding> check(JsonNode resource, @Nullable JsonNode before);
}
