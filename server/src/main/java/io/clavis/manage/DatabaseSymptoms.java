package io.clavis.manage;

import io.clavis.composition.Connections;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import io.clavis.config.DatabaseOptions;
import io.clavis.db.Database;
import io.clavis.db.SchemaStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is commonly wrong with the database. */
final class DatabaseSymptoms {
    private static final Duration NOTABLE = Duration.ofSeconds(2);

    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "The database is SQLite.",
                    "[database] connection: use MariaDB, MySQL or PostgreSQL in production.",
                    c -> c.get(DatabaseOptions.CONNECTION).orElse("sqlite").contains("sqlite")),
            new Symptom(
                    "The database cannot be used, or its schema is not up to date.",
                    "Check [database] connection, then run `keystone-manage db_sync`.",
                    c -> in(c, DatabaseSymptoms::behind, Optional::of)),
            new Symptom(
                    "This machine's clock is not the database's.",
                    "Set the clocks by NTP. Clavis goes by the database's clock; a Python Keystone goes by its own.",
                    c -> in(c, DatabaseSymptoms::apart, _ -> Optional.empty())));

    private DatabaseSymptoms() {}

    private static Optional<String> in(
            Configuration configuration,
            Function<Database, Optional<String>> look,
            Function<String, Optional<String>> unusable) {
        try (var database = Connections.database(configuration)) {
            return look.apply(database);
        } catch (RuntimeException failure) {
            return unusable.apply(StartFailure.sentence(failure).orElseThrow(() -> failure));
        }
    }

    private static Optional<String> behind(Database database) {
        var status = database.schema().check();
        return status == SchemaStatus.UP_TO_DATE ? Optional.empty() : Optional.of("");
    }

    private static Optional<String> apart(Database database) {
        database.nodes().readClock();
        var apart = Duration.ofMillis(
                database.nodes().clock().millis() - InstantSource.system().millis());
        return apart.abs().compareTo(NOTABLE) < 0
                ? Optional.empty()
                : Optional.of("It is " + apart.abs().toMillis() + " ms " + (apart.isNegative() ? "ahead." : "behind."));
    }
}
