package io.clavis.db;

import java.util.UUID;

/** Makes the ids of new things. */
public final class Ids {
    private Ids() {}

    /** A random UUID in 32 lower-case hex digits, as upstream has it. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
