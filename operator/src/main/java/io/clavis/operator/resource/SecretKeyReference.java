package io.clavis.operator.resource;

/**
 * One key of a Secret of the same namespace.
 *
 * @param key {@code password} where none is named
 */
public record SecretKeyReference(String name, String key) {
    public SecretKeyReference {
        key = key == null || key.isEmpty() ? "password" : key;
    }
}
