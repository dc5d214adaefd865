package io.clavis.federation;

import io.clavis.http.Attributes;

/** The ids that clients choose in paths. */
final class Ids {
    private static final int LONGEST = 64;

    private Ids() {}

    /** The id; 400 where its column cannot hold it. */
    static String checked(String id) {
        Attributes.checkLength(id, "id", LONGEST);
        return id;
    }
}
