package io.clavis.manage;

import io.clavis.composition.Connections;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code db_version}: prints the schema's newest expand revision. */
@Command(
        name = "db_version",
        mixinStandardHelpOptions = true,
        description = "Prints the revision of the schema; None where there is none yet.")
final class DatabaseVersion implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        try (var database = Connections.database(parent.configuration())) {
            parent.out().println(database.schema().version().orElse("None"));
            return 0;
        }
    }
}
