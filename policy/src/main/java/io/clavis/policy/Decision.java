package io.clavis.policy;

/** What the {@link Enforcer} says; everything but {@link #ALLOWED} is a refusal (403). */
public enum Decision {
    ALLOWED,
    DENIED,
    /** The rule is not for tokens of this scope ({@code scope_types}). */
    SCOPE_MISMATCH,
    /** No rule has this name, and there is no default rule. */
    UNKNOWN_RULE;

    public boolean allowed() {
        return this == ALLOWED;
    }
}
