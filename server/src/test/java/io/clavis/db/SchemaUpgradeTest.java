package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Record;
import org.junit.jupiter.api.Test;

/** From wherever an upstream release has left a database, the newest schema is reached, and every row is kept. */
@EveryDatabase
class SchemaUpgradeTest {
    /** The revision of the contract branch's first real step needs that of the expand branch. */
    private static final String BOBCAT = "b4f8b3f584e0";

    private final TestDatabase engine;

    SchemaUpgradeTest(TestDatabase engine) {
        this.engine = engine;
    }

    /** How far a database has come on each branch. */
    private record State(List<Revision> expanded, List<Revision> contracted) {
        String[] ids() {
            var ids = new ArrayList<String>(List.of(Revision.ROOT.id()));
            expanded.forEach(revision -> ids.add(revision.id()));
            contracted.forEach(revision -> ids.add(revision.id()));
            return ids.toArray(String[]::new);
        }
    }

    /** Every pair of revisions that a release, or an upgrade of one that was broken off, can leave. */
    private static List<State> states() {
        var states = new ArrayList<State>();
        int bobcat = ids(Revision.EXPAND).indexOf(BOBCAT);
        for (int expanded = 0; expanded <= Revision.EXPAND.size(); expanded++) {
            for (int contracted = 0; contracted <= Revision.CONTRACT.size(); contracted++) {
                if (contracted <= 1 || expanded > bobcat) {
                    states.add(
                            new State(Revision.EXPAND.subList(0, expanded), Revision.CONTRACT.subList(0, contracted)));
                }
            }
        }
        return states;
    }

    /** What the releases leave: Yoga to 2023.1 (Zed among them), 2023.2, 2024.1 to 2025.2, 2026.1 and newer. */
    private static List<State> releases() {
        return List.of(released(1, 1), released(3, 3), released(4, 3), released(6, 3));
    }

    private static State released(int expanded, int contracted) {
        return new State(Revision.EXPAND.subList(0, expanded), Revision.CONTRACT.subList(0, contracted));
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    @Test
    void everyRevisionIsUpgradedAtOnce() {
        for (var state : states()) {
            upgraded(state, SchemaMigrations::sync);
        }
    }

    @Test
    void everyReleaseIsUpgradedInTwoSteps() {
        for (var state : releases()) {
            upgraded(state, schema -> {
                schema.expand();
                schema.contract();
            });
        }
    }

    private interface Upgrade {
        void of(SchemaMigrations schema);
    }

    private void upgraded(State state, Upgrade upgrade) {
        try (var database = TestDatabase.open(engine.emptyUrl())) {
            database.schema().apply(state.ids());
            fill(database);
            var before = rows(database);
            assertThat(before.values()).as("tables without a row").noneMatch(List::isEmpty);
            upgrade.of(database.schema());
            assertThat(SchemaShape.of(engine, database))
                    .as("the schema after %s", state)
                    .isEqualTo(SchemaShape.upstream(engine, "30.0"));
            assertThat(database.schema().check()).isEqualTo(SchemaStatus.UP_TO_DATE);
            assertThat(database.schema().version()).contains(SchemaMigrations.EXPAND_HEAD);
            assertThat(database.schema().contractVersion()).contains(SchemaMigrations.CONTRACT_HEAD);
            var after = rows(database);
            before.forEach((table, rows) -> assertThat(after.get(table))
                    .as("table %s after %s", table, state)
                    .usingElementComparator((one, other) -> one.entrySet().containsAll(other.entrySet()) ? 0 : 1)
                    .containsExactlyElementsOf(rows));
        }
    }

    /** What was inserted, table by table and as text, so that engines and drivers compare alike. */
    private Map<String, List<Map<String, String>>> rows(Database database) {
        var rows = new TreeMap<String, List<Map<String, String>>>();
        for (var statement : statements()) {
            var table = statement.substring("INSERT INTO ".length(), statement.indexOf(" ("));
            rows.computeIfAbsent(
                    table,
                    name -> database.read(sql -> sql.fetch("SELECT * FROM " + name)).stream()
                            .map(SchemaUpgradeTest::text)
                            .sorted((one, other) -> one.toString().compareTo(other.toString()))
                            .toList());
        }
        return rows;
    }

    // A column that is added later stands at the end; rows are compared by those that were there before.
    private static Map<String, String> text(Record row) {
        var text = new LinkedHashMap<String, String>();
        for (var field : row.fields()) {
            text.put(field.getName(), String.valueOf(row.get(field)));
        }
        return text;
    }

    private void fill(Database database) {
        for (var statement : statements()) {
            database.write(Origin.SYSTEM, tx -> tx.sql().execute(statement));
        }
    }

    /** The file quotes identifiers as the standard has it, and has TRUE and FALSE. */
    private List<String> statements() {
        try (InputStream in = SchemaUpgradeTest.class.getResourceAsStream("rows-of-zed.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("INSERT"))
                    .map(line -> engine == TestDatabase.MARIADB
                            ? line.replaceAll("(?<=[ (])\"(\\w+)\"(?=[ ,)])", "`$1`")
                            : line)
                    .map(line -> line.replaceAll(";$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
