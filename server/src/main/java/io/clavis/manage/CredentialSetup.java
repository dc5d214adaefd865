package io.clavis.manage;

import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code credential_setup}. */
@Command(name = "credential_setup", description = "Creates the keys that credentials are encrypted with.")
final class CredentialSetup extends KeyCommand {
    @Override
    int run(Configuration configuration, KeyOwner owner) {
        var keys = Keys.of(configuration);
        keys.credentials().setup(owner);
        return 0;
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        return DatabaseKeys.setUp(out);
    }
}
