package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** SQLite databases in a directory that goes with the JVM; a migrated one is a copy of the first. */
final class SqliteFiles implements TestServer {
    private final Path directory;
    private final Path template;
    private final AtomicInteger count = new AtomicInteger();

    private SqliteFiles(Path directory) {
        this.directory = directory;
        this.template = directory.resolve("template.db");
    }

    static SqliteFiles start() {
        var files = new SqliteFiles(ServerProcess.temporaryDirectory("sqlite"));
        try (Database database = TestDatabase.open(DatabaseUrl.parse("sqlite:///" + files.template))) {
            database.schema().sync();
        }
        return files;
    }

    @Override
    public String empty() {
        return "sqlite:///" + next();
    }

    @Override
    public String migrated() {
        Path copy = next();
        try {
            Files.copy(template, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "sqlite:///" + copy;
    }

    private Path next() {
        return directory.resolve("clavis" + count.incrementAndGet() + ".db");
    }
}
