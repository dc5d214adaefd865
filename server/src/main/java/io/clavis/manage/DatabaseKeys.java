package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.Configuration;
import io.clavis.keyrotation.ManagedKeys;
import io.clavis.keyrotation.Repository;
import io.clavis.keyrotation.Rotation;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** What the commands on keys do where the nodes look after them ({@code [clavis] key_management = database}). */
final class DatabaseKeys {
    static final String MODE = "Keys are kept in the database ([clavis] key_management = database)";

    private DatabaseKeys() {}

    static int setUp(PrintWriter out) {
        out.println(MODE + ": there is nothing to set up, the first node does it.");
        return 0;
    }

    /** Rotates repositories, each only where every live node holds its current keys. */
    static int rotate(Configuration configuration, PrintWriter out, List<Repository> repositories) {
        out.println(MODE + ".");
        with(
                configuration,
                keys -> repositories.stream()
                        .filter(keys.repositories()::contains)
                        .forEach(repository -> tell(out, repository, keys.rotate(repository))));
        return 0;
    }

    private static void tell(PrintWriter out, Repository repository, Rotation rotation) {
        switch (rotation) {
            case Rotation.Done(long generation) ->
                out.println(
                        "The keys of " + repository.label() + " have rotated: number " + generation + " is primary.");
            case Rotation.Waits(var nodes) ->
                throw new CommandFailure("The keys of " + repository.label() + " cannot rotate before these nodes hold"
                        + " the current ones: " + String.join(", ", nodes) + ".");
            case Rotation.TooSoon() ->
                throw new CommandFailure("The keys of " + repository.label() + " rotated just now.");
        }
    }

    /** Does something with the keys of the database; fails where they are kept in files. */
    static void with(Configuration configuration, Consumer<ManagedKeys> work) {
        try (var capabilities = Capabilities.open(configuration)) {
            work.accept(capabilities
                    .keys()
                    .managed()
                    .orElseThrow(() -> new CommandFailure(
                            "Keys are kept in files ([clavis] key_management = files): this command has nothing to"
                                    + " do.")));
        }
    }
}
