package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A private PostgreSQL on a port of its own; a migrated database is a copy of a template. */
final class PostgresqlServer implements TestServer {
    private static final String USER = "postgres";
    private static final String TEMPLATE = "clavis_template";

    private final int port;
    private final AtomicInteger count = new AtomicInteger();

    private PostgresqlServer(int port) {
        this.port = port;
    }

    static PostgresqlServer start() {
        var server = start(_ -> List.of());
        server.makeTemplate();
        return server;
    }

    /** One with more settings ({@code name=value}), which may name files that they put into its directory. */
    static PostgresqlServer start(Function<Path, List<String>> settings) {
        Path program = ServerProcess.program("postgresql", "/usr/lib/postgresql/*/bin/postgres", "/usr/bin/postgres");
        Path initdb = program.resolveSibling("initdb");
        Path directory = ServerProcess.temporaryDirectory("postgresql");
        List<String> more = settings.apply(directory);
        ServerProcess.give(directory, USER);
        String data = directory.resolve("data").toString();
        ServerProcess.run(
                directory,
                ServerProcess.as(
                        USER,
                        List.of(
                                initdb.toString(),
                                "--pgdata=" + data,
                                "--username=" + USER,
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--no-locale",
                                "--no-sync")));
        int port = ServerProcess.freePort();
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-k",
                directory.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=300"));
        more.forEach(setting -> command.addAll(List.of("-c", setting)));
        Process process = ServerProcess.start(directory, ServerProcess.as(USER, command));
        var server = new PostgresqlServer(port);
        ServerProcess.whenReady(process, directory, () -> {
            server.execute("SELECT 1");
            return true;
        });
        return server;
    }

    private void makeTemplate() {
        try {
            execute("CREATE DATABASE " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try (Database database = TestDatabase.open(DatabaseUrl.parse(url(TEMPLATE)))) {
            database.schema().sync();
        }
    }

    int port() {
        return port;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String database) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database;
    }

    private String create(String options) {
        String name = "clavis" + count.incrementAndGet();
        try {
            execute("CREATE DATABASE " + name + options);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    @Override
    public String empty() {
        return create("");
    }

    @Override
    public String migrated() {
        return create(" TEMPLATE " + TEMPLATE);
    }
}
