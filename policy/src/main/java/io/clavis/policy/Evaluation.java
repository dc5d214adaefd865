package io.clavis.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One decision in progress: walks a linked tree. */
record Evaluation(String rule, Credentials credentials, Map<String, ?> target, RemoteAuthority remote) {

    /** @throws EvaluationException when a check on the way cannot be evaluated */
    boolean allows(Check check) {
        return switch (check) {
            case Check.Constant constant -> constant == Check.Constant.ALLOW;
            case Check.Unreadable _ -> false;
            case Check.Not(var inner) -> !allows(inner);
            case Check.And(var checks) -> all(checks);
            case Check.Or(var checks) -> any(checks);
            case Check.Role(var role) -> hasRole(role);
            case Check.Attribute(var path, var match) -> {
                var wanted = match.fill(target);
                yield wanted != null && holds(credentials.attributes(), path, 0, wanted);
            }
            case Check.Literal literal -> literal.value().equals(literal.match().fill(target));
            case Check.Remote(var url) -> remote.allows(url, this);
            case Check.Reference(var name) -> throw new EvaluationException("rule:" + name + " was never linked");
            case Check.Broken(var source, var match, var problem) -> {
                if (match != null && match.fill(target) == null) {
                    yield false;
                }
                throw new EvaluationException(source + ": " + problem);
            }
        };
    }

    private boolean all(List<Check> checks) {
        for (var i = 0; i < checks.size(); i++) {
            if (!allows(checks.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<Check> checks) {
        for (var i = 0; i < checks.size(); i++) {
            if (allows(checks.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasRole(Template role) {
        var wanted = role.fill(target);
        return wanted != null && credentials.hasRole(wanted.toLowerCase(Locale.ROOT));
    }

    /** A list on the way is searched: one element that fits is enough. */
    private static boolean holds(@Nullable Object value, List<String> path, int step, String wanted) {
        if (step == path.size()) {
            return wanted.equals(PythonText.str(value));
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new EvaluationException(String.join(".", path) + " goes beyond a plain value");
        }
        var key = path.get(step);
        var next = map.get(key);
        if (next == null && !map.containsKey(key)) {
            return false;
        }
        if (next instanceof List<?> list) {
            for (var element : list) {
                if (holds(element, path, step + 1, wanted)) {
                    return true;
                }
            }
            return false;
        }
        return holds(next, path, step + 1, wanted);
    }
}
