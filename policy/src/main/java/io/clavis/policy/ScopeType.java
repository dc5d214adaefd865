package io.clavis.policy;

import java.util.Locale;

/** What a token is scoped to, as far as a rule's {@code scope_types} are concerned. */
public enum ScopeType {
    SYSTEM,
    DOMAIN,
    PROJECT;

    /** The word in {@code scope_types}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ScopeType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
