package io.clavis.manage;

import io.clavis.composition.KeySources;
import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.keyrotation.ManagedKeys;
import io.clavis.keyrotation.Repository;
import io.clavis.keyrotation.RepositoryStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code keys}: says which mode keys are in, and moves them between the database and directories. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Shows how keys are managed, and moves them between directories and the database.")
final class KeysCommand {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    private KeystoneManage manage() {
        return Objects.requireNonNull(manage);
    }

    private PrintWriter out() {
        return manage().out();
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Which mode is on, and how each repository stands.")
    int status() {
        var configuration = manage().configuration();
        if (KeySources.isManaged(configuration)) {
            out().println(DatabaseKeys.MODE + ".");
            DatabaseKeys.with(configuration, keys -> status(keys.status()));
            return 0;
        }
        out().println("Keys are kept in files ([clavis] key_management = files).");
        var keys = Keys.of(configuration);
        tell("tokens", keys.tokens());
        tell("receipts", keys.receipts());
        tell("credential", keys.credentials());
        return 0;
    }

    private void tell(String name, Keys.Repository repository) {
        var keys = repository.open().numbered();
        out().println(name + ": " + repository.directory()
                + (keys.isEmpty() ? ", no keys" : ", " + keys.size() + " keys, primary " + keys.lastKey()));
    }

    private void status(List<RepositoryStatus> repositories) {
        if (repositories.isEmpty()) {
            out().println("There are none yet; the first node that starts takes in those of the directories.");
        }
        for (var repository : repositories) {
            out().println(repository.repository().label() + ":");
            out().println("  generation:    " + repository.generation() + " since " + repository.primarySince());
            out().println("  keys:          " + repository.keys()
                    + (repository.olderEncryption() == 0
                            ? ""
                            : ", " + repository.olderEncryption()
                                    + " sealed with an older key-encryption key (run `keystone-manage keys reseal`)"));
            out().println("  next rotation: " + repository.nextRotation());
            out().println("  held by:       " + nodes(repository.confirmed()));
            out().println("  waits for:     " + nodes(repository.waitsFor()));
        }
    }

    private static String nodes(List<String> nodes) {
        return nodes.isEmpty() ? "no node" : String.join(", ", nodes);
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes the keys of the database to the configured directories, for the way back to files.")
    int export(
            @Option(names = "--keystone-user", description = "The user who shall own the files.") @Nullable String user,
            @Option(names = "--keystone-group", description = "The group that shall own the files.") @Nullable
                    String group) {
        var configuration = manage().configuration();
        DatabaseKeys.with(configuration, keys -> export(configuration, keys, new KeyOwner(user, group)));
        return 0;
    }

    private void export(Configuration configuration, ManagedKeys keys, KeyOwner owner) {
        var files = Keys.of(configuration);
        var signed = keys.repositories().contains(Repository.JWS);
        var ofTokens = new ArrayList<Repository>();
        if (!signed) {
            ofTokens.add(Repository.TOKENS);
        }
        if (signed || files.separateReceipts().isPresent()) {
            write(keys, List.of(Repository.RECEIPTS), files.receipts(), owner);
        } else {
            ofTokens.add(Repository.RECEIPTS);
        }
        if (signed) {
            var pairs = Keys.jwsDirectories(configuration);
            keys.writeJws(pairs.privateKeys(), pairs.publicKeys(), owner);
            out().println("jws: written to " + pairs.privateKeys() + " and " + pairs.publicKeys());
        } else {
            write(keys, ofTokens, files.tokens(), owner);
        }
        write(keys, List.of(Repository.CREDENTIALS), files.credentials(), owner);
        out().println(
                        "Copy them to every node and set [clavis] key_management = files there, node by node. Until the"
                                + " first node has, keys go on rotating: be there before the second rotation from now, or export again.");
    }

    private void write(ManagedKeys keys, List<Repository> repositories, Keys.Repository directory, KeyOwner owner) {
        keys.write(repositories, directory.open(), owner);
        var names = repositories.stream().map(Repository::label).toList();
        out().println(String.join(", ", names) + ": written to " + directory.directory());
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes the keys of the configured directories into the database again, after a time in which"
                    + " they were kept in files. The first node of all does it by itself.")
    int takeIn() {
        DatabaseKeys.with(manage().configuration(), keys -> {
            var holding = keys.takeInAgain();
            if (!holding.isEmpty()) {
                throw new CommandFailure("These nodes use the keys of the database: " + String.join(", ", holding)
                        + ". Nothing was taken in.");
            }
        });
        out().println("The keys of the directories are in the database.");
        return 0;
    }

    @Command(
            name = "reseal",
            mixinStandardHelpOptions = true,
            description =
                    "Seals the keys in the database with the first key of [clavis] key_encryption_key_file, so that"
                            + " older ones can be taken out of it.")
    int reseal() {
        DatabaseKeys.with(manage().configuration(), keys -> out().println(keys.reseal() + " keys were sealed anew."));
        return 0;
    }
}
