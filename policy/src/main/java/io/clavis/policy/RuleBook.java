package io.clavis.policy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules in force: defaults, and over them what the operator's files say. Immutable. */
final class RuleBook {
    private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

    /** A rule ready to be asked; no scope types means any scope. */
    record Rule(Check check, Set<ScopeType> scopeTypes) {}

    private final Map<String, Check> sources;
    private final Map<String, Rule> rules;
    private final @Nullable Rule fallback;

    private RuleBook(Map<String, Check> sources, Map<String, Rule> rules, @Nullable Rule fallback) {
        this.sources = sources;
        this.rules = rules;
        this.fallback = fallback;
    }

    static RuleBook of(
            List<RuleDefault> defaults, Map<String, Check> overrides, boolean enforceNewDefaults, String defaultRule) {
        var sources = new LinkedHashMap<String, Check>();
        var scopes = new HashMap<String, Set<ScopeType>>();
        for (var rule : defaults) {
            warnOfRemoval(rule, overrides);
            scopes.put(rule.name(), rule.scopeTypes());
            var override = overrides.get(rule.name());
            sources.put(rule.name(), override != null ? override : inForce(rule, overrides, enforceNewDefaults));
        }
        overrides.forEach(sources::putIfAbsent);
        var rules = new LinkedHashMap<String, Rule>();
        RuleLinker.link(sources, defaultRule)
                .forEach((name, check) -> rules.put(name, new Rule(check, scopes.getOrDefault(name, Set.of()))));
        var standIn = rules.get(defaultRule);
        return new RuleBook(sources, rules, standIn == null ? null : new Rule(standIn.check(), Set.of()));
    }

    /** oslo.policy's treatment of a rule that replaces another and that no file names. */
    private static Check inForce(RuleDefault rule, Map<String, Check> overrides, boolean enforceNewDefaults) {
        var current = RuleParser.parse(rule.checkString());
        var deprecated = rule.deprecated();
        if (deprecated == null) {
            return current;
        }
        var former = RuleParser.parse(deprecated.checkString());
        var override = deprecated.name().equals(rule.name()) ? null : overrides.get(deprecated.name());
        if (override != null) {
            log.warn("Policy {} was deprecated in favor of {}", deprecated.name(), rule.name());
            if (!override.equals(former) && !override.equals(new Check.Reference(rule.name()))) {
                return override;
            }
        }
        if (enforceNewDefaults || deprecated.checkString().equals(rule.checkString())) {
            return current;
        }
        return new Check.Or(List.of(current, former));
    }

    private static void warnOfRemoval(RuleDefault rule, Map<String, Check> overrides) {
        if (rule.deprecatedForRemoval() && overrides.containsKey(rule.name())) {
            log.warn("Policy {} is deprecated for removal; its value may be ignored in the future", rule.name());
        }
    }

    /** The rule, or the default rule in its place, or null. */
    @Nullable
    Rule rule(String name) {
        var rule = rules.get(name);
        return rule != null ? rule : fallback;
    }

    /** Each rule as written, with references unresolved. */
    Map<String, Check> sources() {
        return sources;
    }
}
