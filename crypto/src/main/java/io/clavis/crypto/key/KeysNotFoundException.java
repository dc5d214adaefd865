package io.clavis.crypto.key;

import java.nio.file.Path;

/** The key repository is missing, or holds no key. */
public final class KeysNotFoundException extends KeyRepositoryException {
    KeysNotFoundException(Path directory, String why) {
        super("key repository " + directory + " " + why);
    }
}
