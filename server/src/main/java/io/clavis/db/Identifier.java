package io.clavis.db;

import java.util.UUID;

/** Ids as upstream makes them: a random UUID in 32 hexadecimal digits. */
public final class Identifier {
    private Identifier() {}

    /** A new id. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
