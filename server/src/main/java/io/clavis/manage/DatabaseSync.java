package io.clavis.manage;

import io.clavis.composition.Connections;
import io.clavis.db.SchemaMigrations;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code db_sync}: creates the schema or brings it up to date. */
@Command(
        name = "db_sync",
        mixinStandardHelpOptions = true,
        description = "Creates the database schema, or brings it up to date.")
final class DatabaseSync implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSync.class);

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Parameters(arity = "0..1", hidden = true)
    private @Nullable String version;

    @ArgGroup
    private Step step = new Step();

    private static final class Step {
        @Option(names = "--expand", description = "Only add what the new release needs; the old one goes on running.")
        private boolean expand;

        @Option(names = "--migrate", description = "Move data; this release has none to move.")
        private boolean migrate;

        @Option(names = "--contract", description = "Remove what the old release needed, once it runs nowhere.")
        private boolean contract;

        @Option(
                names = "--check",
                description = "Change nothing; exit with 0 if up to date, 2 if --expand is to be run, 4 if --contract.")
        private boolean check;
    }

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        if (version != null) {
            throw new CommandFailure("Specifying a version is no longer supported: run db_sync without one.");
        }
        try (var database = Connections.database(parent.configuration())) {
            return step(parent, database.schema());
        }
    }

    private int step(KeystoneManage parent, SchemaMigrations schema) {
        if (step.check) {
            return check(schema);
        }
        if (step.expand) {
            schema.expand();
            return 0;
        }
        if (step.migrate) {
            parent.out().println("Data migrations are no longer supported with alembic. This is now a no-op.");
            return 0;
        }
        if (step.contract) {
            schema.contract();
            return 0;
        }
        schema.sync();
        return 0;
    }

    private static int check(SchemaMigrations schema) {
        var status = schema.check();
        LOG.info(
                "{}",
                switch (status) {
                    case UP_TO_DATE -> "All db_sync commands are upgraded to the same version and up-to-date.";
                    case EXPAND_NEEDED ->
                        "Your database is not up to date. Your first step is to run `keystone-manage db_sync"
                                + " --expand`.";
                    case CONTRACT_NEEDED ->
                        "Expand version is ahead of contract. Your next step is to run `keystone-manage db_sync"
                                + " --contract`.";
                });
        LOG.info(
                "Current repository versions: Expand: {} (head: {}) Contract: {} (head: {})",
                schema.version().orElse("None"),
                SchemaMigrations.EXPAND_HEAD,
                schema.contractVersion().orElse("None"),
                SchemaMigrations.CONTRACT_HEAD);
        return status.exitCode();
    }
}
