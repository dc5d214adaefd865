package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * A Secret of the same namespace that holds something else than a password.
 *
 * @param key null for the one that such a Secret usually has
 */
public record SecretReference(String name, @Nullable String key) {}
