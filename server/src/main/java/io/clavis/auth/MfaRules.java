package io.clavis.auth;

import io.clavis.identity.UserOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The user options {@code multi_factor_auth_rules} and {@code multi_factor_auth_enabled}. */
final class MfaRules {
    private MfaRules() {}

    /**
     * Whether the methods that were passed satisfy one of the user's rules. Methods that are not configured do not
     * count; where that leaves no rule at all the user gets in, so that a change of configuration locks nobody out.
     */
    static boolean satisfied(UserOptions options, Collection<String> passed, List<String> configured) {
        if (!options.multiFactorAuthActive()) {
            return true;
        }
        var applicable = options.multiFactorAuthRules().stream()
                .map(rule -> applicable(rule, configured))
                .filter(rule -> !rule.isEmpty())
                .toList();
        return applicable.isEmpty() || applicable.stream().anyMatch(passed::containsAll);
    }

    /** The rules that who has passed some methods may still complete; methods that are not configured left out. */
    static List<List<String>> begun(UserOptions options, Collection<String> passed, List<String> configured) {
        return options.multiFactorAuthRules().stream()
                .map(rule ->
                        rule.stream().filter(configured::contains).distinct().toList())
                .filter(rule -> rule.stream().anyMatch(passed::contains))
                .toList();
    }

    private static Set<String> applicable(List<String> rule, List<String> configured) {
        var methods = new HashSet<>(rule);
        methods.retainAll(configured);
        return methods;
    }
}
