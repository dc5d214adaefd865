package io.clavis.keyrotation;

import java.util.Collection;

/** What came of a rotation that somebody asked for. */
public sealed interface Rotation {
    /** It is done. */
    record Done(long generation) implements Rotation {}

    /** Live nodes have not confirmed that they hold the current keys; nothing was done. */
    record Waits(Collection<String> nodes) implements Rotation {}

    /** The last one was less than two seconds ago; nothing was done. */
    record TooSoon() implements Rotation {}
}
