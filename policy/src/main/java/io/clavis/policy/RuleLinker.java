package io.clavis.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the tree of each referenced rule in place of the reference, so that no decision looks up a name twice. */
final class RuleLinker {
    private static final Logger log = LoggerFactory.getLogger(RuleLinker.class);

    private final Map<String, Check> parsed;
    private final String defaultRule;
    private final Map<String, Check> linked = new HashMap<>();

    private RuleLinker(Map<String, Check> parsed, String defaultRule) {
        this.parsed = parsed;
        this.defaultRule = defaultRule;
    }

    /** References to nothing become denials, references that close a circle become broken; both are logged. */
    static Map<String, Check> link(Map<String, Check> parsed, String defaultRule) {
        var linker = new RuleLinker(parsed, defaultRule);
        var result = new LinkedHashMap<String, Check>();
        for (var name : parsed.keySet()) {
            result.put(name, linker.rule(name));
        }
        return result;
    }

    private Check rule(String name) {
        var done = linked.get(name);
        if (done != null) {
            return done;
        }
        var check = link(name, parsed(name));
        linked.put(name, check);
        return check;
    }

    private Check parsed(String name) {
        var check = parsed.get(name);
        if (check == null) {
            throw new IllegalStateException("no rule " + name);
        }
        return check;
    }

    private Check link(String owner, Check check) {
        return switch (check) {
            case Check.Reference reference -> follow(owner, reference);
            case Check.Not(var inner) -> new Check.Not(link(owner, inner));
            case Check.And(var checks) ->
                new Check.And(checks.stream().map(each -> link(owner, each)).toList());
            case Check.Or(var checks) ->
                new Check.Or(checks.stream().map(each -> link(owner, each)).toList());
            case Check.Constant _,
                    Check.Role _,
                    Check.Attribute _,
                    Check.Literal _,
                    Check.Remote _,
                    Check.Unreadable _,
                    Check.Broken _ -> check;
        };
    }

    private Check follow(String owner, Check.Reference reference) {
        var name = existing(reference.rule());
        if (name == null) {
            log.warn("Policy {} references rule {}, which is not defined: denied", owner, reference.rule());
            return Check.Constant.DENY;
        }
        if (reaches(name, owner, new HashSet<>())) {
            log.error("Policy {} is part of a cyclical reference through {}: denied", owner, reference.rule());
            return new Check.Broken(reference.toString(), null, "cyclical reference");
        }
        return rule(name);
    }

    /** The name itself, or that of the default rule, or null. */
    private @Nullable String existing(String name) {
        if (parsed.containsKey(name)) {
            return name;
        }
        return parsed.containsKey(defaultRule) ? defaultRule : null;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        if (!seen.add(from)) {
            return false;
        }
        return references(parsed(from)).anyMatch(reference -> {
            var next = existing(reference);
            return next != null && reaches(next, to, seen);
        });
    }

    /** The names of the rules that a rule refers to. */
    static Stream<String> references(Check check) {
        return switch (check) {
            case Check.Reference(var name) -> Stream.of(name);
            case Check.Not(var inner) -> references(inner);
            case Check.And(var checks) -> checks.stream().flatMap(RuleLinker::references);
            case Check.Or(var checks) -> checks.stream().flatMap(RuleLinker::references);
            case Check.Constant _,
                    Check.Role _,
                    Check.Attribute _,
                    Check.Literal _,
                    Check.Remote _,
                    Check.Unreadable _,
                    Check.Broken _ -> Stream.empty();
        };
    }
}
