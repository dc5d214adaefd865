package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.DatabaseUrl;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.db.Database;
import io.clavis.db.StatementCount;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import io.clavis.manage.Bootstrap;
import io.clavis.manage.BootstrapRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** A whole service as an operator sets it up, with one node or more, and its first administrator. */
final class Cloud implements AutoCloseable {
    static final String PASSWORD = "first-secret";
    /** What remembers things that are gone, and is meant to. */
    private static final List<String> MEMORY = List.of("clavis_change", "clavis_used", "revocation_event");

    private final Map<String, String> options = new HashMap<>();
    private final List<Keystone> nodes = new ArrayList<>();
    private final TestClient client;
    private final Optional<StatementCount> counted;

    private Cloud(TestDatabase database, Map<String, String> more) {
        this(database, more, Optional.empty());
    }

    private Cloud(TestDatabase database, Map<String, String> more, Optional<StatementCount> statements) {
        options.putAll(options(database, more));
        counted = statements;
        var configuration = configuration();
        Keys.of(configuration).tokens().setup(KeyOwner.PROCESS);
        Keys.of(configuration).credentials().setup(KeyOwner.PROCESS);
        try (var capabilities = Capabilities.open(configuration)) {
            var urls = Map.of("public", "http://keystone.example:5000/v3");
            new Bootstrap(capabilities, "default")
                    .run(new BootstrapRequest(
                            "admin", PASSWORD, "admin", "admin", "keystone", Optional.of("RegionOne"), urls, true));
        }
        client = node();
    }

    static Cloud start(TestDatabase database) {
        return new Cloud(database, Map.of());
    }

    static Cloud start(TestDatabase database, Map<String, String> more) {
        return new Cloud(database, more);
    }

    /** With a node whose statements are counted. */
    static Cloud counted(TestDatabase database, StatementCount statements, Map<String, String> more) {
        return new Cloud(database, more, Optional.of(statements));
    }

    /** What a node of its own needs, on a fresh database. */
    static Map<String, String> options(TestDatabase database, Map<String, String> more) {
        var keys = directory();
        var options = new HashMap<>(Map.of(
                "database.connection",
                database.freshConnection(),
                "database.sqlite_synchronous",
                "false",
                "fernet_tokens.key_repository",
                keys.resolve("tokens").toString(),
                "fernet_receipts.key_repository",
                keys.resolve("tokens").toString(),
                "credential.key_repository",
                keys.resolve("credentials").toString(),
                "saml.idp_metadata_path",
                keys.resolve("metadata.xml").toString(),
                "clavis.bind_port",
                "0",
                "clavis.shutdown_timeout",
                "5",
                "identity.password_hash_rounds",
                "4",
                "clavis.validation_cache_time",
                "3600"));
        options.putAll(more);
        return options;
    }

    private static Path directory() {
        try {
            var directory = Files.createTempDirectory("clavis-cloud");
            Files.writeString(directory.resolve("metadata.xml"), "<EntityDescriptor/>");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> options() {
        return options;
    }

    Configuration configuration() {
        return Configuration.of(options);
    }

    /** The first node. */
    TestClient client() {
        return client;
    }

    /** Starts one more node on the same database. */
    TestClient node() {
        var node = counted.map(statements -> Keystone.start(configuration(), watched(statements)))
                .orElseGet(() -> Keystone.start(configuration()));
        nodes.add(node);
        return new TestClient("http://127.0.0.1:" + node.port());
    }

    private Capabilities watched(StatementCount statements) {
        var url = DatabaseUrl.parse(options.get("database.connection"));
        return Capabilities.open(configuration(), statements.open(url));
    }

    /** Starts one more node, with more options, and returns the port that it listens on. */
    int node(Map<String, String> more) {
        var all = new HashMap<>(options);
        all.putAll(more);
        var node = Keystone.start(Configuration.of(all));
        nodes.add(node);
        return node.port();
    }

    /** The database itself, to look beside the API; for the caller to close. */
    Database database() {
        return Connections.database(configuration());
    }

    /** A token of the administrator for project admin. */
    String admin() {
        return token("admin", PASSWORD, "{'project':{'name':'admin','domain':{'id':'default'}}}");
    }

    /** A token; no scope for an unscoped one. */
    String token(String name, String password, String scope) {
        return authenticate(name, password, scope)
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
    }

    Answer authenticate(String name, String password, String scope) {
        return authenticate("'name':'" + name + "','domain':{'id':'default'}", password, scope, 0);
    }

    Answer authenticateById(String id, String password, String scope) {
        return authenticate("'id':'" + id + "'", password, scope, 0);
    }

    private Answer authenticate(String user, String password, String scope, int node) {
        var asked = scope == null ? "" : ",'scope':" + scope;
        return client.post(
                null,
                "/v3/auth/tokens",
                "{'auth':{'identity':{'methods':['password'],'password':{'user':{" + user + ",'password':'" + password
                        + "'}}}" + asked + "}}");
    }

    /** Creates something and returns its id. */
    String create(String path, String kind, String attributes) {
        return client.post(admin(), path, "{'" + kind + "':{" + attributes + "}}")
                .expect(201)
                .string("/" + kind + "/id");
    }

    /** Where a value still stands in the database, as {@code table.column}, but for what remembers the past. */
    List<String> traces(String value) {
        try (var database = Connections.database(configuration())) {
            return traces(database, value);
        }
    }

    private static List<String> traces(Database database, String value) {
        return database.read(sql -> {
            var found = new ArrayList<String>();
            for (var table : tables()) {
                if (MEMORY.contains(table.getName())) {
                    continue;
                }
                for (var field : table.fields()) {
                    if (field.getType() == String.class
                            && sql.fetchExists(DSL.selectOne()
                                    .from(table)
                                    .where(field.cast(String.class).eq(value)))) {
                        found.add(table.getName() + "." + field.getName());
                    }
                }
            }
            return found;
        });
    }

    private static List<Table<?>> tables() {
        var tables = new ArrayList<Table<?>>();
        for (var constant : Tables.class.getFields()) {
            try {
                tables.add((Table<?>) constant.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return tables;
    }

    @Override
    public void close() {
        nodes.forEach(Keystone::close);
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
