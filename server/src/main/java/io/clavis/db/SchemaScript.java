package io.clavis.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The statements of one of the schema's files: each ends with a semicolon at the end of a line. */
record SchemaScript(List<String> statements) {
    /** The file for an engine; a revision without a file there has nothing to do. */
    static SchemaScript of(Dialect dialect, String name) {
        String file = "schema/" + dialect.directory() + "/" + name + ".sql";
        try (InputStream in = SchemaScript.class.getResourceAsStream(file)) {
            return in == null
                    ? new SchemaScript(List.of())
                    : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaScript parse(String text) {
        return new SchemaScript(Arrays.stream(text.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
