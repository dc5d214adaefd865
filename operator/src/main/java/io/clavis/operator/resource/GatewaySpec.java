package io.clavis.operator.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Gateway through which the world reaches Keystone. */
public record GatewaySpec(Parent parentRef, String hostname, String path, Map<String, String> annotations) {
    public GatewaySpec {
        path = path == null || path.isEmpty() ? "/" : path;
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }

    /** A listener of a Gateway. */
    public record Parent(
            String name,
            @Nullable String namespace,
            @Nullable String sectionName) {}
}
