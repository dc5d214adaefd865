package io.clavis.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Policies as YAML for people: what {@code oslopolicy-sample-generator} and {@code -policy-generator} print. */
public final class PolicySample {
    private PolicySample() {}

    /** Every default, commented out, with operations, scopes and what it replaced. */
    public static String of(List<RuleDefault> defaults) {
        var out = new StringBuilder();
        for (var rule : defaults) {
            rule.operations()
                    .forEach(operation -> out.append("# ").append(operation).append('\n'));
            if (!rule.scopeTypes().isEmpty()) {
                out.append("# Intended scope(s): ").append(words(rule)).append('\n');
            }
            out.append('#').append(line(rule.name(), rule.checkString())).append('\n');
            var deprecated = rule.deprecated();
            if (deprecated != null) {
                out.append("# DEPRECATED since ").append(deprecated.since()).append(": ");
                out.append(line(deprecated.name(), deprecated.checkString())).append('\n');
            }
            if (rule.deprecatedForRemoval()) {
                out.append("# DEPRECATED for removal\n");
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** The policy in force, as a file that could be loaded again. */
    public static String of(Map<String, String> effectivePolicy) {
        var out = new StringBuilder();
        effectivePolicy.forEach((name, check) -> out.append(line(name, check)).append('\n'));
        return out.toString();
    }

    private static String words(RuleDefault rule) {
        return rule.scopeTypes().stream().sorted().map(ScopeType::word).collect(Collectors.joining(", "));
    }

    private static String line(String name, String check) {
        return quoted(name) + ": " + quoted(check);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
