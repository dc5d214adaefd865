package io.clavis.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the service ships it.
 *
 * @param scopeTypes empty: any scope will do
 * @param deprecated what this rule replaces
 * @param deprecatedForRemoval nothing asks it any more
 */
public record RuleDefault(
        String name,
        String checkString,
        Set<ScopeType> scopeTypes,
        @Nullable DeprecatedRule deprecated,
        boolean deprecatedForRemoval,
        List<Operation> operations) {

    public RuleDefault {
        scopeTypes = Set.copyOf(scopeTypes);
        operations = List.copyOf(operations);
    }

    /** The former name (often the same) and default of a rule. */
    public record DeprecatedRule(String name, String checkString, String since) {}

    /** A method and path that the rule guards. */
    public record Operation(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
