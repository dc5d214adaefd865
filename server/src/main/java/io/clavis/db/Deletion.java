package io.clavis.db;

/** Deletes one thing with all that goes with it; lets an API package ask for what is decided above it. */
@FunctionalInterface
public interface Deletion {
    /** Deletes the thing with that id, in a transaction of its own. */
    void delete(Origin origin, String id);
}
