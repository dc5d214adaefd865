package io.clavis.operator.resource;

import java.util.Map;

/** A driver from outside, with the section of {@code keystone.conf} that it reads. */
public record PluginSpec(String name, String configSection, Map<String, String> config) {
    public PluginSpec {
        config = config == null ? Map.of() : Map.copyOf(config);
    }
}
