package io.clavis.operator.node;

import java.nio.file.Path;

/**
 * A file or directory of the machine in a container.
 *
 * @param target where it is in the container
 */
record Mount(Path source, String target, boolean readOnly) {
    /** As {@code enter.sh} reads it. */
    String line() {
        return source + "\t" + target + "\t" + (readOnly ? "ro" : "rw") + "\n";
    }
}
