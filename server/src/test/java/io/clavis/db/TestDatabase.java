package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The engines that tests run on; their servers are started once for a JVM, and end with it. */
public enum TestDatabase {
    SQLITE,
    MARIADB,
    POSTGRESQL;

    /** Quick and forgetful: tests lose nothing with the machine. */
    static final DatabaseSettings SETTINGS = new DatabaseSettings(
            4, 12, Duration.ofSeconds(30), Duration.ofHours(1), 50, "TRADITIONAL", null, false, false);

    private static final Map<TestDatabase, TestServer> SERVERS = new ConcurrentHashMap<>();

    /** All, or those that CLAVIS_TEST_DATABASES names. */
    static Stream<TestDatabase> chosen() {
        String names =
                Optional.ofNullable(System.getenv("CLAVIS_TEST_DATABASES")).orElse("");
        if (names.isBlank()) {
            return Arrays.stream(values());
        }
        List<TestDatabase> chosen = Arrays.stream(names.split(","))
                .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
        return chosen.stream();
    }

    /** Opens a new database of its own with the whole schema and no rows but upstream's root domain. */
    public Database fresh() {
        return open(freshUrl());
    }

    /** A new database with the whole schema. */
    public DatabaseUrl freshUrl() {
        return DatabaseUrl.parse(server().migrated());
    }

    /** A new database with nothing in it. */
    public DatabaseUrl emptyUrl() {
        return DatabaseUrl.parse(server().empty());
    }

    /** The same as {@link #freshUrl()}, as it stands in a keystone.conf. */
    public String freshConnection() {
        return server().migrated();
    }

    /** Opens a database with the settings for tests. */
    public static Database open(DatabaseUrl url) {
        return Database.open(url, SETTINGS, InstantSource.system());
    }

    private TestServer server() {
        return SERVERS.computeIfAbsent(this, engine -> switch (engine) {
            case SQLITE -> SqliteFiles.start();
            case MARIADB -> MariadbServer.start();
            case POSTGRESQL -> PostgresqlServer.start();
        });
    }
}
