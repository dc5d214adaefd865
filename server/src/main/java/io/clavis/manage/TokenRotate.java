package io.clavis.manage;

import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.keyrotation.Repository;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code token_rotate}. */
@Command(name = "token_rotate", description = "Rotates the keys of tokens.")
final class TokenRotate extends KeyCommand {
    @Override
    int run(Configuration configuration, KeyOwner owner) {
        var keys = Keys.of(configuration);
        keys.tokens().rotate(owner);
        return 0;
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        return DatabaseKeys.rotate(configuration, out, List.of(Repository.TOKENS, Repository.JWS));
    }
}
