package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.keyrotation.Repository;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code credential_rotate}: refuses while a credential still needs a key that a rotation could delete. */
@Command(
        name = "credential_rotate",
        description = "Rotates the keys that credentials are encrypted with; run credential_migrate after it.")
final class CredentialRotate extends KeyCommand {
    @Override
    int run(Configuration configuration, KeyOwner owner) {
        try (var capabilities = Capabilities.open(configuration)) {
            if (!capabilities.credentials().areUnderPrimaryKey()) {
                throw new CommandFailure("Unable to rotate credential keys because not all credentials are encrypted"
                        + " with the primary key. Run `keystone-manage credential_migrate` first.");
            }
        }
        Keys.of(configuration).credentials().rotate(owner);
        return 0;
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        return DatabaseKeys.rotate(configuration, out, List.of(Repository.CREDENTIALS));
    }
}
