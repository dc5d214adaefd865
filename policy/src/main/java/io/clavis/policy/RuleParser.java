package io.clavis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns check strings, and the older lists of lists, into {@link Check} trees. What it cannot read, it denies. */
final class RuleParser {
    private static final Logger log = LoggerFactory.getLogger(RuleParser.class);
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private RuleParser() {}

    /** An empty string allows; a string of blanks does not. */
    static Check parse(String rule) {
        if (rule.isEmpty()) {
            return Check.Constant.ALLOW;
        }
        try {
            return new Expression(tokens(rule)).parse();
        } catch (IllegalArgumentException e) {
            log.error("Failed to understand rule {}: {}", rule, e.getMessage());
            return new Check.Unreadable(rule, String.valueOf(e.getMessage()));
        }
    }

    /** The outer list is joined by "or", an inner one by "and"; elements are single checks. */
    static Check parse(List<List<String>> rule) {
        if (rule.isEmpty()) {
            return Check.Constant.ALLOW;
        }
        var alternatives = rule.stream()
                .filter(checks -> !checks.isEmpty())
                .map(checks -> checks.stream().map(RuleParser::check).toList())
                .map(checks -> checks.size() == 1 ? checks.getFirst() : new Check.And(checks))
                .toList();
        return switch (alternatives.size()) {
            case 0 -> Check.Constant.DENY;
            case 1 -> alternatives.getFirst();
            default -> new Check.Or(alternatives);
        };
    }

    private static List<Token> tokens(String rule) {
        var tokens = new ArrayList<Token>();
        for (var word : SPACE.split(rule)) {
            var start = 0;
            while (start < word.length() && word.charAt(start) == '(') {
                tokens.add(Token.Mark.OPEN);
                start++;
            }
            var end = word.length();
            while (end > start && word.charAt(end - 1) == ')') {
                end--;
            }
            if (end > start) {
                tokens.add(token(word.substring(start, end), end < word.length()));
            }
            for (var i = end; i < word.length(); i++) {
                tokens.add(Token.Mark.CLOSE);
            }
        }
        return tokens;
    }

    private static Token token(String word, boolean closed) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "and" -> Token.Mark.AND;
            case "or" -> Token.Mark.OR;
            case "not" -> Token.Mark.NOT;
            default -> {
                if (!closed && isQuoted(word)) {
                    throw new IllegalArgumentException("a quoted string is not a check");
                }
                yield new Token.Single(check(word));
            }
        };
    }

    private static boolean isQuoted(String word) {
        var first = word.charAt(0);
        return word.length() >= 2 && (first == '\'' || first == '"') && word.charAt(word.length() - 1) == first;
    }

    private static Check check(String text) {
        if (text.equals("!")) {
            return Check.Constant.DENY;
        }
        if (text.equals("@")) {
            return Check.Constant.ALLOW;
        }
        var colon = text.indexOf(':');
        if (colon < 0) {
            log.error("Failed to understand rule {}: no colon", text);
            return new Check.Unreadable(text, "there is no colon in it");
        }
        try {
            return check(text, text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            log.error("Failed to understand rule {}: {}", text, e.getMessage());
            return new Check.Broken(text, null, String.valueOf(e.getMessage()));
        }
    }

    private static Check check(String text, String kind, String match) {
        return switch (kind) {
            case "rule" -> new Check.Reference(match);
            case "role" -> new Check.Role(Template.parse(match));
            case "http", "https" -> new Check.Remote(Template.parse(text));
            default -> {
                var template = Template.parse(match);
                yield switch (LeftSide.parse(kind)) {
                    case LeftSide.LiteralValue(var value) -> new Check.Literal(kind, value, template);
                    case LeftSide.Path(var steps) -> new Check.Attribute(steps, template);
                    case LeftSide.Malformed() -> {
                        log.error("Failed to understand rule {}: no literal, no attribute", text);
                        yield new Check.Broken(text, template, "neither a literal nor an attribute on the left");
                    }
                };
            }
        };
    }

    private sealed interface Token {
        enum Mark implements Token {
            OPEN,
            CLOSE,
            AND,
            OR,
            NOT
        }

        record Single(Check check) implements Token {}
    }

    /** or-expression, and-expression, not-expression: three levels, one method each. */
    private static final class Expression {
        private final List<Token> tokens;
        private int next;

        Expression(List<Token> tokens) {
            this.tokens = tokens;
        }

        Check parse() {
            var check = or();
            if (next < tokens.size()) {
                throw new IllegalArgumentException("something is left over at its end");
            }
            return check;
        }

        private Check or() {
            var checks = new ArrayList<Check>(List.of(and()));
            while (accept(Token.Mark.OR)) {
                checks.add(and());
            }
            return checks.size() == 1 ? checks.getFirst() : new Check.Or(checks);
        }

        private Check and() {
            var checks = new ArrayList<Check>(List.of(not()));
            while (accept(Token.Mark.AND)) {
                checks.add(not());
            }
            return checks.size() == 1 ? checks.getFirst() : new Check.And(checks);
        }

        private Check not() {
            if (accept(Token.Mark.NOT)) {
                return new Check.Not(not());
            }
            if (accept(Token.Mark.OPEN)) {
                var check = or();
                if (!accept(Token.Mark.CLOSE)) {
                    throw new IllegalArgumentException("a parenthesis is not closed");
                }
                return check;
            }
            if (next < tokens.size() && tokens.get(next) instanceof Token.Single(var check)) {
                next++;
                return check;
            }
            throw new IllegalArgumentException("a check is missing");
        }

        private boolean accept(Token.Mark mark) {
            if (next < tokens.size() && tokens.get(next) == mark) {
                next++;
                return true;
            }
            return false;
        }
    }
}
