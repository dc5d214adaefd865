package io.clavis.keyrotation;

import org.jspecify.annotations.Nullable;

/** The keys in the database cannot be sealed or opened; the message says why and never holds a key. */
public final class KeyEncryptionException extends RuntimeException {
    KeyEncryptionException(String message) {
        super(message);
    }

    KeyEncryptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
