package io.clavis.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A schema as sorted lines of text, asked with the query that also described upstream's. */
final class SchemaShape {
    private SchemaShape() {}

    static List<String> of(TestDatabase engine, Database database) {
        String query = resource(name(engine) + ".sql");
        return database.read(sql -> sql.fetch(query).getValues(0, String.class)).stream()
                .map(String::stripTrailing)
                .sorted()
                .toList();
    }

    /** What the real Keystone of a release made. */
    static List<String> upstream(TestDatabase engine, String release) {
        return resource(name(engine) + "-" + release + ".txt")
                .lines()
                .map(String::stripTrailing)
                .sorted()
                .toList();
    }

    private static String name(TestDatabase engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) {
        try (InputStream in = SchemaShape.class.getResourceAsStream("shape/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
