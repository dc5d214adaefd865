package io.clavis.policy;

import java.nio.file.Path;

/** An operator's policy file cannot be used; the message names the file and the problem. */
public final class PolicyFileException extends RuntimeException {
    PolicyFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    PolicyFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
