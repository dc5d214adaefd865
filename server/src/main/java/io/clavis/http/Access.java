package io.clavis.http;

import java.util.List;

/**
 * Who may call an operation. Every operation declares one: either policy rules, of which its handler must enforce at
 * least one before it answers, or openly nobody in particular.
 *
 * @param rules the policy rules that the handler may enforce; empty for an open operation
 */
public record Access(List<String> rules) {
    /** No token needed: discovery and authentication. */
    public static final Access OPEN = new Access(List.of());

    /** A handler that chooses between several rules by what is asked. */
    public static Access anyOf(String... rules) {
        return new Access(List.of(rules));
    }

    boolean open() {
        return rules.isEmpty();
    }
}
