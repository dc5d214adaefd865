package io.clavis.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A private MariaDB on a port of its own. */
final class MariadbServer implements TestServer {
    private static final String USER = "mysql";

    private final int port;
    private final AtomicInteger count = new AtomicInteger();

    private MariadbServer(int port) {
        this.port = port;
    }

    static MariadbServer start() {
        return start(_ -> List.of());
    }

    /** One with more arguments, which may name files that they put into its directory. */
    static MariadbServer start(Function<Path, List<String>> arguments) {
        Path program = ServerProcess.program("mariadb-server", "/usr/sbin/mariadbd", "/usr/libexec/mariadbd");
        Path install = ServerProcess.program("mariadb-server", "/usr/bin/mariadb-install-db");
        Path directory = ServerProcess.temporaryDirectory("mariadb");
        List<String> more = arguments.apply(directory);
        ServerProcess.give(directory, USER);
        String data = "--datadir=" + directory.resolve("data");
        // A starting server deletes what looks like a left-over in its temporary directory: never share /tmp.
        String temporary = "--tmpdir=" + directory;
        ServerProcess.run(
                directory,
                ServerProcess.as(
                        USER,
                        List.of(
                                install.toString(),
                                "--no-defaults",
                                data,
                                temporary,
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db")));
        int port = ServerProcess.freePort();
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--no-defaults",
                data,
                temporary,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("mariadbd.sock"),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--max-connections=500",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-flush-method=nosync",
                "--skip-innodb-doublewrite"));
        command.addAll(more);
        Process process = ServerProcess.start(directory, ServerProcess.as(USER, command));
        var server = new MariadbServer(port);
        ServerProcess.whenReady(process, directory, () -> {
            server.execute("SELECT 1");
            return true;
        });
        return server;
    }

    int port() {
        return port;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?user=root");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String empty() {
        String name = "clavis" + count.incrementAndGet();
        try {
            execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "mysql+pymysql://root@127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String migrated() {
        String url = empty();
        try (Database database = TestDatabase.open(io.clavis.config.DatabaseUrl.parse(url))) {
            database.schema().sync();
        }
        return url;
    }
}
