package io.clavis.policy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with policy files that can be read: all that {@code oslopolicy-validator} looks for. Unlike there, a rule
 * of a name of one's own is good as long as another one refers to it, and so is the former name of a rule.
 */
public final class PolicyCheck {
    private final Map<String, Check> own;
    private final Map<String, Check> all;
    private final Set<String> asked;

    private PolicyCheck(Map<String, Check> own, Map<String, Check> all, Set<String> asked) {
        this.own = own;
        this.all = all;
        this.asked = asked;
    }

    /**
     * The problems, a sentence each that begins with the rule's name.
     *
     * @throws PolicyFileException when a file exists but cannot be read as one
     */
    public static List<String> problems(PolicySettings settings) {
        return problems(settings, DefaultRules.keystone());
    }

    static List<String> problems(PolicySettings settings, List<RuleDefault> defaults) {
        var missing = settings.policyFile().filter(Files::notExists);
        if (missing.isPresent()) {
            return List.of(missing.get() + ": there is no such file");
        }
        var own = new PolicyFiles(settings.policyFile(), settings.policyDirs()).read();
        var all = new LinkedHashMap<String, Check>();
        defaults.forEach(rule -> all.put(rule.name(), RuleParser.parse(rule.checkString())));
        all.putAll(own);
        var check = new PolicyCheck(own, all, asked(defaults, settings.defaultRule(), all));
        return own.keySet().stream()
                .flatMap(name -> check.problems(name).stream())
                .toList();
    }

    /** The names that the service asks, and those that rules refer to. */
    private static Set<String> asked(List<RuleDefault> defaults, String defaultRule, Map<String, Check> all) {
        var services = defaults.stream()
                .flatMap(rule -> rule.deprecated() == null
                        ? Stream.of(rule.name())
                        : Stream.of(rule.name(), rule.deprecated().name()));
        var referredTo = all.entrySet().stream()
                .flatMap(rule -> RuleLinker.references(rule.getValue()).filter(name -> !name.equals(rule.getKey())));
        return Stream.of(services, referredTo, Stream.of(defaultRule))
                .flatMap(names -> names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<String> problems(String name) {
        var problems = new ArrayList<String>();
        if (!asked.contains(name)) {
            problems.add(name + ": there is no such rule, and no rule refers to it");
        }
        look(name, own.getOrDefault(name, Check.Constant.DENY), problems);
        if (reaches(name, name, new HashSet<>())) {
            problems.add(name + ": it refers to itself, directly or through others");
        }
        return problems;
    }

    private void look(String name, Check check, List<String> problems) {
        switch (check) {
            case Check.Unreadable(var source, var problem) ->
                problems.add(name + ": cannot be understood: " + source + ": " + problem);
            case Check.Broken broken ->
                problems.add(name + ": cannot be evaluated: " + broken.source() + ": " + broken.problem());
            case Check.Reference(var rule) -> {
                if (!all.containsKey(rule)) {
                    problems.add(name + ": it refers to the rule " + rule + ", which does not exist");
                }
            }
            case Check.Not(var inner) -> look(name, inner, problems);
            case Check.And(var checks) -> checks.forEach(inner -> look(name, inner, problems));
            case Check.Or(var checks) -> checks.forEach(inner -> look(name, inner, problems));
            case Check.Constant _, Check.Role _, Check.Attribute _, Check.Literal _, Check.Remote _ -> {
                // As they should be.
            }
        }
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        if (!seen.add(from)) {
            return false;
        }
        var check = all.get(from);
        return check != null
                && RuleLinker.references(check).anyMatch(next -> next.equals(to) || reaches(next, to, seen));
    }
}
