package io.clavis.policy;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands left of the colon in a generic check: a Python literal or the dotted path of a credential. */
sealed interface LeftSide {
    record LiteralValue(String value) implements LeftSide {}

    record Path(List<String> steps) implements LeftSide {}

    /** Python's syntax forbids it; oslo.policy raises an error when it gets there. */
    record Malformed() implements LeftSide {}

    Pattern WHOLE_NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
    Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+\\.[0-9]*");
    Pattern NAMES = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*([-./*|&^@+<>][\\p{L}_][\\p{L}\\p{N}_]*)*");
    Pattern BETWEEN_NAMES = Pattern.compile("[-./*|&^@+<>]");
    Set<String> CONSTANTS = Set.of("None", "True", "False");
    Set<String> KEYWORDS = Set.of(
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    static LeftSide parse(String kind) {
        if (CONSTANTS.contains(kind)) {
            return new LiteralValue(kind);
        }
        if (WHOLE_NUMBER.matcher(kind).matches()) {
            return new LiteralValue(new BigInteger(kind).toString());
        }
        if (DECIMAL.matcher(kind).matches()) {
            return new LiteralValue(Double.toString(Double.parseDouble(kind)));
        }
        if (isQuoted(kind)) {
            return new LiteralValue(kind.substring(1, kind.length() - 1));
        }
        return isPath(kind) ? new Path(List.of(kind.split("\\.", -1))) : new Malformed();
    }

    private static boolean isQuoted(String kind) {
        if (kind.length() < 2 || (kind.charAt(0) != '\'' && kind.charAt(0) != '"')) {
            return false;
        }
        // A second quote or an escape inside would need Python's full string syntax; nobody writes that here.
        return kind.indexOf(kind.charAt(0), 1) == kind.length() - 1 && kind.indexOf('\\') < 0;
    }

    private static boolean isPath(String kind) {
        if (!NAMES.matcher(kind).matches()) {
            return false;
        }
        var names = BETWEEN_NAMES.split(kind);
        for (var i = 0; i < names.length; i++) {
            if (KEYWORDS.contains(names[i]) || (i > 0 && CONSTANTS.contains(names[i]))) {
                return false;
            }
        }
        return true;
    }
}
