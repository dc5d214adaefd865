package io.clavis.composition;

import io.clavis.config.ConfigurationException;
import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.db.DatabaseException;
import io.clavis.db.DatabaseUnavailable;
import io.clavis.db.SchemaException;
import io.clavis.http.Failure;
import io.clavis.keyrotation.KeyEncryptionException;
import io.clavis.policy.PolicyFileException;
import java.io.PrintWriter;
import java.util.Optional;

/** The service cannot start, for a reason that the operator can mend; the message says how. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong, in the operator's words; empty for a defect, which only its stack trace explains. */
    public static Optional<String> sentence(Throwable failure) {
        return switch (failure) {
            case StartFailure known -> text(known);
            case ConfigurationException wrong -> text(wrong);
            case KeyRepositoryException keys -> text(keys);
            case KeyEncryptionException keys -> text(keys);
            case SchemaException schema -> text(schema);
            case PolicyFileException policy -> text(policy);
            case Failure refusal -> text(refusal);
            case DatabaseUnavailable away -> Optional.of("The database cannot be reached: " + reason(away));
            case DatabaseException database -> Optional.of("The database refused: " + database.getMessage());
            default -> Optional.empty();
        };
    }

    /** Tells a failure: in a sentence where it can be mended, else with its stack trace. Returns the exit code. */
    public static int tell(Throwable failure, PrintWriter err) {
        sentence(failure).ifPresentOrElse(err::println, () -> failure.printStackTrace(err));
        err.flush();
        return 1;
    }

    /** The address is taken or not ours: what a failed bind means to the operator. */
    static StartFailure cannotListen(String host, int port, Throwable cause) {
        var reason = reason(cause);
        var taken = reason.contains("in use");
        return new StartFailure(
                "Cannot listen on " + host + ":" + port + ": " + (taken ? "another process does already" : reason)
                        + ". Choose another address ([clavis] bind_host and bind_port, or --port of `keystone dev`).",
                cause);
    }

    private static Optional<String> text(RuntimeException failure) {
        return Optional.of(String.valueOf(failure.getMessage()));
    }

    // The pool's own words ("not available, timed out") tell nothing; the driver's, below them, do.
    private static String reason(Throwable failure) {
        var deepest = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause.getMessage() == null ? deepest : cause;
        }
        return String.valueOf(deepest.getMessage());
    }
}
