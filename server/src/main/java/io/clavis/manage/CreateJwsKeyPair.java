package io.clavis.manage;

import io.clavis.config.Configuration;
import io.clavis.config.JwtTokensOptions;
import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.token.JwsAlgorithm;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code create_jws_keypair}. */
@Command(
        name = "create_jws_keypair",
        description = "Creates a pair of keys for JWS tokens, private.pem and public.pem, in the current directory.")
final class CreateJwsKeyPair extends KeyCommand {
    @Option(names = "--force", description = "Overwrite keys that are there.")
    private boolean force;

    @Override
    int run(Configuration configuration, KeyOwner owner) {
        var label = configuration.get(JwtTokensOptions.JWS_ALGORITHM);
        var algorithm = JwsAlgorithm.of(label)
                .orElseThrow(() -> new CommandFailure("[jwt_tokens] jws_algorithm: " + label + " is not known."));
        var pair = JwsKeyPair.in(Path.of("").toAbsolutePath());
        if (!force) {
            requireAbsent("Private", pair.privateFile());
            requireAbsent("Public", pair.publicFile());
        }
        pair.write(algorithm.generate(new SecureRandom()), owner);
        return 0;
    }

    private static void requireAbsent(String what, Path file) {
        if (Files.exists(file)) {
            throw new CommandFailure(what + " key " + file + " already exists");
        }
    }

    @Override
    int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out) {
        out.println(DatabaseKeys.MODE + ": the nodes make pairs themselves and do not use this one.");
        return run(configuration, owner);
    }
}
