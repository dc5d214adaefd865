package io.clavis.operator.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB of its own, empty at first, at an address of its own. */
public final class PrivateMariadb implements AutoCloseable {
    /** Its port. */
    public static final int PORT = 3306;

    private static final String USER = "mysql";
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 100;

    private final Path directory;
    private final Process process;

    private PrivateMariadb(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Whether Debian's package mariadb-server is there. */
    public static boolean isInstalled() {
        return Files.exists(Path.of("/usr/sbin/mariadbd"));
    }

    /** Starts one; the directory must be one that other users can reach. */
    public static PrivateMariadb start(Path directory, String address) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run("chown", USER, directory.toString());
        var options =
                List.of("--no-defaults", "--user=" + USER, "--datadir=" + directory + "/data", "--tmpdir=" + directory);
        var install = new ArrayList<>(List.of("/usr/bin/mariadb-install-db"));
        install.addAll(options);
        install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
        Command.run(install.toArray(String[]::new));
        var command = new ArrayList<>(List.of("/usr/sbin/mariadbd"));
        command.addAll(options);
        command.addAll(List.of(
                "--bind-address=" + address,
                "--port=" + PORT,
                "--socket=" + directory + "/socket",
                "--pid-file=" + directory + "/pid",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-flush-method=nosync"));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            var server = new PrivateMariadb(directory, process);
            server.waitFor();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitFor() {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            if (client("SELECT 1").status() == 0) {
                return;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        close();
        throw new IllegalStateException("MariaDB did not start; see " + directory.resolve("log"));
    }

    private Command.Result client(String statements) {
        return Command.result(
                List.of("mariadb", "--no-defaults", "-N", "-uroot", "-S", directory + "/socket", "-e", statements));
    }

    /** Runs statements as root; what they say, a line a row. */
    public String sql(String statements) {
        var result = client(statements);
        if (result.status() != 0) {
            throw new IllegalStateException(result.output());
        }
        return result.output();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
