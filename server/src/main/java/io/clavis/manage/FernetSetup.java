package io.clavis.manage;

import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code fernet_setup}. */
@Command(name = "fernet_setup", description = "Creates the keys of tokens and receipts.")
final class FernetSetup extends KeyCommand {
    @Override
    int run(Configuration configuration, KeyOwner owner) {
        var keys = Keys.of(configuration);
        keys.tokens().setup(owner);
        keys.separateReceipts().ifPresent(receipts -> receipts.setup(owner));
        return 0;
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        return DatabaseKeys.setUp(out);
    }
}
