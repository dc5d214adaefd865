package io.clavis.manage;

import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.keyrotation.Repository;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code receipt_rotate}. */
@Command(name = "receipt_rotate", description = "Rotates the keys of authentication receipts.")
final class ReceiptRotate extends KeyCommand {
    @Override
    int run(Configuration configuration, KeyOwner owner) {
        var keys = Keys.of(configuration);
        keys.receipts().rotate(owner);
        return 0;
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        return DatabaseKeys.rotate(configuration, out, List.of(Repository.RECEIPTS));
    }
}
