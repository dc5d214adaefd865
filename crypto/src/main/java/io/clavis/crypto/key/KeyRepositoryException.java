package io.clavis.crypto.key;

import org.jspecify.annotations.Nullable;

/** A key repository cannot be used: unreadable, damaged, or not in the state that the operation needs. */
public sealed class KeyRepositoryException extends RuntimeException permits KeysNotFoundException {
    KeyRepositoryException(String message) {
        super(message);
    }

    KeyRepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
