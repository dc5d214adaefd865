package io.clavis.composition;

import io.clavis.config.ConfigurationException;
import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.db.DatabaseException;
import io.clavis.db.SchemaException;
import io.clavis.policy.PolicyFileException;
import java.net.BindException;

/** The service cannot start, for a reason that the operator can mend; the message says how. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    /** Tells a failed start on standard error: in a sentence where it can be mended, else with its stack trace. */
    public static int tell(RuntimeException failure) {
        switch (failure) {
            case StartFailure known -> System.err.println(known.getMessage());
            case ConfigurationException wrong -> System.err.println(wrong.getMessage());
            case KeyRepositoryException keys -> System.err.println(keys.getMessage());
            case SchemaException schema -> System.err.println(schema.getMessage());
            case DatabaseException database -> System.err.println("The database: " + database.getMessage());
            case PolicyFileException policy -> System.err.println(policy.getMessage());
            default -> failure.printStackTrace();
        }
        return 1;
    }

    /** The address is taken or not ours: what a failed bind means to the operator. */
    static StartFailure cannotListen(String host, int port, Throwable cause) {
        var taken = cause instanceof BindException;
        return new StartFailure("Cannot listen on " + host + ":" + port + ": "
                + (taken ? "another process does already" : cause.getMessage())
                + ". Choose another port ([clavis] bind_port, or --port of `keystone dev`).");
    }
}
