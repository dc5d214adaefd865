package io.clavis.operator.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Policy rules that differ from the defaults.
 *
 * @param configMapRef a ConfigMap with the key {@code policy.yaml}; {@code rules} win over it
 */
public record PolicyOverrides(
        Map<String, String> rules, @Nullable Reference configMapRef) {
    public PolicyOverrides {
        rules = rules == null ? Map.of() : Map.copyOf(rules);
    }
}
