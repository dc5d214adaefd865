package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class SchemaMigrationsTest {
    private static final String EXPAND_HEAD = "742c857f1dfb";
    private static final String CONTRACT_HEAD = "c88cdce8f248";

    private final TestDatabase engine;
    private final Database database;

    SchemaMigrationsTest(TestDatabase engine) {
        this.engine = engine;
        this.database = TestDatabase.open(engine.emptyUrl());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void syncMakesUpstreamsSchema() {
        database.schema().sync();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0"));
        assertThat(versions()).containsExactlyInAnyOrder(EXPAND_HEAD, CONTRACT_HEAD);
        assertThat(database.schema().check()).isEqualTo(SchemaStatus.UP_TO_DATE);
        assertThat(database.schema().version()).contains(EXPAND_HEAD);
        assertThat(database.schema().contractVersion()).contains(CONTRACT_HEAD);
    }

    @Test
    void syncsAtTheSameTimeDoTheWorkOnce() throws Exception {
        var url = engine.emptyUrl();
        var syncs = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 4; i++) {
            syncs.add(() -> {
                try (var other = TestDatabase.open(url)) {
                    other.schema().sync();
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var sync : threads.invokeAll(syncs)) {
                sync.get();
            }
        }
        try (var other = TestDatabase.open(url)) {
            assertThat(other.schema().check()).isEqualTo(SchemaStatus.UP_TO_DATE);
        }
    }

    @Test
    void syncTwiceChangesNothing() {
        database.schema().sync();
        database.schema().sync();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0"));
    }

    @Test
    void everyTableHasTheColumnsThatWeName() throws IllegalAccessException {
        database.schema().sync();
        int upstreams = 0;
        for (var constant : Tables.class.getFields()) {
            Table<?> table = (Table<?>) constant.get(null);
            List<String> real = database.read(sql -> sql.fetch("SELECT * FROM " + quoted(table.getName()))
                    .fieldsRow()
                    .fieldStream()
                    .map(Field::getName)
                    .toList());
            assertThat(table.fieldStream().map(Field::getName))
                    .as(table.getName())
                    .containsExactlyInAnyOrderElementsOf(real);
            upstreams += table.getName().startsWith("clavis_") ? 0 : 1;
        }
        assertThat(upstreams).isEqualTo(48);
    }

    @Test
    void theHiddenRootDomainIsThere() {
        database.schema().sync();
        var rows = database.read(sql -> sql.selectFrom(Tables.PROJECT).fetch());
        assertThat(rows).hasSize(1);
        var row = rows.getFirst();
        assertThat(row.get(Tables.PROJECT.ID)).isEqualTo(Columns.ROOT_DOMAIN);
        assertThat(row.get(Tables.PROJECT.DOMAIN_ID)).isEqualTo(Columns.ROOT_DOMAIN);
        assertThat(row.get(Tables.PROJECT.ENABLED)).isFalse();
        assertThat(row.get(Tables.PROJECT.IS_DOMAIN)).isTrue();
        assertThat(row.get(Tables.PROJECT.PARENT_ID)).isNull();
        assertThat(row.get(Tables.PROJECT.DESCRIPTION)).isEmpty();
        assertThat(row.get(Tables.PROJECT.EXTRA).isEmpty()).isTrue();
    }

    @Test
    void expandAloneLeavesWhatTheOlderReleaseNeeds() {
        database.schema().expand();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0-expanded"));
        assertThat(versions()).containsExactly(EXPAND_HEAD);
        assertThat(database.schema().check()).isEqualTo(SchemaStatus.CONTRACT_NEEDED);
        database.schema().contract();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0"));
        assertThat(versions()).containsExactlyInAnyOrder(EXPAND_HEAD, CONTRACT_HEAD);
    }

    @Test
    void contractBeforeExpandIsRefused() {
        assertThatThrownBy(() -> database.schema().contract()).isInstanceOf(SchemaException.class);
        upstream("27e647c0fad4", "29e87d24a316", "e25ffa003242");
        assertThatThrownBy(() -> database.schema().contract()).isInstanceOf(SchemaException.class);
    }

    @Test
    void anEmptyDatabaseNeedsToBeExpanded() {
        assertThat(database.schema().check()).isEqualTo(SchemaStatus.EXPAND_NEEDED);
        assertThat(database.schema().version()).isEmpty();
        assertThat(SchemaStatus.EXPAND_NEEDED.exitCode()).isEqualTo(2);
        assertThat(SchemaStatus.CONTRACT_NEEDED.exitCode()).isEqualTo(4);
    }

    @Test
    void zedIsUpgradedWithItsRows() {
        upstream("27e647c0fad4", "29e87d24a316", "e25ffa003242");
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "22.0"));
        rowsThatReferToRebuiltTables();
        database.schema().sync();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0"));
        assertThat(versions()).containsExactlyInAnyOrder(EXPAND_HEAD, CONTRACT_HEAD);
        assertThat(count("application_credential_access_rule")).isOne();
        assertThat(count("access_rule")).isOne();
        assertThat(count("trust")).isOne();
        assertThat(count("service_provider")).isOne();
        assertThat(database.<String>read(sql -> sql.select(Tables.MAPPING.SCHEMA_VERSION)
                        .from(Tables.MAPPING)
                        .fetchSingle(Tables.MAPPING.SCHEMA_VERSION)))
                .isEqualTo("1.0");
    }

    @Test
    void the2025ReleaseIsUpgraded() {
        upstream("27e647c0fad4", "b4f8b3f584e0", "11c3b243b4cb", "47147121", "99de3849d860", "c88cdce8f248");
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "27.0"));
        database.schema().sync();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "30.0"));
    }

    @Test
    void aDatabaseFromBeforeYogaIsRefused() {
        execute("CREATE TABLE migrate_version (repository_id VARCHAR(250), version INTEGER)");
        assertThatThrownBy(() -> database.schema().sync())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("migrate_version");
    }

    @Test
    void aNewerSchemaIsRefused() {
        database.schema().sync();
        execute("UPDATE alembic_version SET version_num = 'fedcba987654' WHERE version_num = '742c857f1dfb'");
        assertThatThrownBy(() -> database.schema().check())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("fedcba987654");
        assertThatThrownBy(() -> database.schema().sync()).isInstanceOf(SchemaException.class);
    }

    @Test
    void theFeedIsAddedToUpstreamsDatabase() {
        upstream("27e647c0fad4", "29e87d24a316", "e25ffa003242");
        database.schema().createOwnTables();
        database.schema().createOwnTables();
        assertThat(database.changes().latest()).isZero();
        assertThat(shape()).isEqualTo(SchemaShape.upstream(engine, "22.0"));
    }

    private List<String> shape() {
        return SchemaShape.of(engine, database);
    }

    private List<String> versions() {
        return database.read(
                sql -> sql.fetch("SELECT version_num FROM alembic_version").getValues(0, String.class));
    }

    private int count(String table) {
        return database.read(
                sql -> sql.fetchSingle("SELECT count(*) FROM " + table).get(0, Integer.class));
    }

    private void execute(String statement) {
        database.write(Origin.SYSTEM, transaction -> transaction.sql().execute(statement));
    }

    /** Applies revisions one by one, as a database that upstream migrated has them. */
    private void upstream(String... revisions) {
        database.schema().apply(revisions);
    }

    private void rowsThatReferToRebuiltTables() {
        String no = engine == TestDatabase.POSTGRESQL ? "FALSE" : "0";
        execute("INSERT INTO access_rule (id, service, path, method, external_id, user_id)"
                + " VALUES (7, 's', '/p', 'GET', 'e', 'u')");
        execute("INSERT INTO application_credential (internal_id, id, name, secret_hash, user_id)"
                + " VALUES (3, 'a', 'n', 'h', 'u')");
        execute("INSERT INTO application_credential_access_rule VALUES (3, 7)");
        execute("INSERT INTO trust (id, trustor_user_id, trustee_user_id, impersonation) VALUES ('t', 'a', 'b', " + no
                + ")");
        execute("INSERT INTO service_provider (id, auth_url, sp_url, enabled, relay_state_prefix)"
                + " VALUES ('sp', 'a', 'b', " + no + ", 'ss:mem:')");
        execute("INSERT INTO mapping (id, rules) VALUES ('m', '[]')");
    }

    private String quoted(String table) {
        return engine == TestDatabase.MARIADB ? "`" + table + "`" : "\"" + table + "\"";
    }
}
