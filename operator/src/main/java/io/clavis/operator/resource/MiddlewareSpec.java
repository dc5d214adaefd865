package io.clavis.operator.resource;

import java.util.Map;

/**
 * A filter of the paste pipeline.
 *
 * @param filterFactory {@code module:function} of Python
 */
public record MiddlewareSpec(String name, String filterFactory, Position position, Map<String, String> config) {
    public MiddlewareSpec {
        position = position == null ? new Position.BeforeApplication() : position;
        config = config == null ? Map.of() : Map.copyOf(config);
    }
}
