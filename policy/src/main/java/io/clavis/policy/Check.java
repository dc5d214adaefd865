package io.clavis.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node of a compiled rule; {@code toString} gives the rule back in the policy language. */
sealed interface Check {

    /** {@code @} (or an empty rule) and {@code !}. */
    enum Constant implements Check {
        ALLOW("@"),
        DENY("!");

        private final String text;

        Constant(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    record Not(Check check) implements Check {
        @Override
        public String toString() {
            return "not " + check;
        }
    }

    record And(List<Check> checks) implements Check {
        public And {
            checks = List.copyOf(checks);
        }

        @Override
        public String toString() {
            return checks.stream().map(Check::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    record Or(List<Check> checks) implements Check {
        public Or {
            checks = List.copyOf(checks);
        }

        @Override
        public String toString() {
            return checks.stream().map(Check::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /** {@code rule:name}; gone from a linked tree. */
    record Reference(String rule) implements Check {
        @Override
        public String toString() {
            return "rule:" + rule;
        }
    }

    /** {@code role:name}, compared without regard to case. */
    record Role(Template role) implements Check {
        @Override
        public String toString() {
            return "role:" + role;
        }
    }

    /** {@code user_id:%(target.user.id)s}: a credential against a text. */
    record Attribute(List<String> path, Template match) implements Check {
        public Attribute {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return String.join(".", path) + ":" + match;
        }
    }

    /** {@code 'member':%(target.role.name)s}: a literal, as Python would print it, against a text. */
    record Literal(String source, String value, Template match) implements Check {
        @Override
        public String toString() {
            return source + ":" + match;
        }
    }

    /** {@code http://…} and {@code https://…}: another service decides. */
    record Remote(Template url) implements Check {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** What is no check at all: denied where it stands, so that what stands beside it still counts. */
    record Unreadable(String source, String problem) implements Check {
        @Override
        public String toString() {
            return Constant.DENY.toString();
        }
    }

    /**
     * A check that oslo.policy would raise an error on when it gets there. The whole decision is then a refusal, also
     * under {@code not}. It gets there only with a target that fills the right side, where there is one.
     */
    record Broken(String source, @Nullable Template match, String problem) implements Check {
        @Override
        public String toString() {
            return source;
        }
    }
}
