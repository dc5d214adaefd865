package io.clavis.assignment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from a set of implications. Pure.
 *
 * @param byPrior what each role implies directly
 */
record Implications(Map<String, List<String>> byPrior) {
    /** A role, and the role that it follows from directly. */
    record Step(String priorRoleId, String impliedRoleId) {}

    static Implications of(List<ImpliedRole> rules) {
        var byPrior = new HashMap<String, List<String>>();
        rules.forEach(rule -> byPrior.computeIfAbsent(rule.priorRoleId(), key -> new ArrayList<>())
                .add(rule.impliedRoleId()));
        return new Implications(byPrior);
    }

    /** The roles with all that they imply, over any number of steps. */
    Set<String> expand(Collection<String> roleIds) {
        var all = new LinkedHashSet<>(roleIds);
        var open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (var implied : byPrior.getOrDefault(open.remove(), List.of())) {
                if (all.add(implied)) {
                    open.add(implied);
                }
            }
        }
        return all;
    }

    /** Every rule that applies to whoever has a role, each once, also where it leads back in a circle. */
    Set<Step> stepsFrom(String roleId) {
        var steps = new LinkedHashSet<Step>();
        for (var prior : expand(List.of(roleId))) {
            for (var implied : byPrior.getOrDefault(prior, List.of())) {
                steps.add(new Step(prior, implied));
            }
        }
        return steps;
    }
}
