package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Owned;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectionStepTest {
    private static final String CLUSTER =
            "database: {clusterRef: {name: mariadb}, database: ks, secretRef: {name: s}, credentialsMode: %s}";
    private static final String HOST = "database: {host: db, database: ks, secretRef: {name: s, key: pw}}";

    @Test
    void theUserOfAClusterHasTheResourcesName() {
        assertThat(url(CLUSTER.formatted("Static"), Map.of("username", "other", "password", "p@ss")))
                .isEqualTo("mysql+pymysql://keystone:p%40ss@mariadb.openstack.svc:3306/ks");
    }

    @Test
    void whereSomebodyElseMakesTheUserTheSecretNamesIt() {
        assertThat(url(CLUSTER.formatted("Dynamic"), Map.of("username", "v-1", "password", "p")))
                .startsWith("mysql+pymysql://v-1:p@");
        assertThat(url(HOST, Map.of("username", "own", "pw", "p"))).isEqualTo("mysql+pymysql://own:p@db:3306/ks");
    }

    @Test
    void theSecretIsTheResources() {
        var keystone = Resources.documentWith(HOST);
        var world = new Given().withSecret("s", Map.of("username", "own", "pw", "p"));
        world.after(new ConnectionStep().decide(keystone, world));
        var secret = world.secret("keystone-db-connection");
        assertThat(Owned.by(keystone, secret)).isTrue();
        assertThat(secret.getMetadata().getLabels()).containsAllEntriesOf(Owned.labels(keystone));
    }

    @Test
    void aMissingSecretOrKeyIsWaitedFor() {
        for (var world : new Given[] {new Given(), new Given().withSecret("s", Map.of("username", "u"))}) {
            var outcome = new ConnectionStep().decide(Resources.documentWith(HOST), world);
            assertThat(outcome.holds()).isFalse();
            assertThat(outcome.reason()).isEqualTo("WaitingForDBCredentials");
            assertThat(outcome.again()).isEqualTo(Duration.ofSeconds(15));
            assertThat(outcome.writes()).isEmpty();
        }
    }

    @Test
    void aDatabaseWithoutAPlaceIsRefused() {
        var world = new Given().withSecret("s", Map.of("username", "u", "password", "p"));
        var outcome = new ConnectionStep()
                .decide(Resources.documentWith("database: {database: ks, secretRef: {name: s}}"), world);
        assertThat(outcome.reason()).isEqualTo("DatabaseInvalid");
        assertThat(outcome.message()).startsWith("spec.database");
        assertThat(outcome.again()).isNull();
    }

    private static String url(String fields, Map<String, String> account) {
        var world = new Given().withSecret("s", account);
        world.after(new ConnectionStep().decide(Resources.documentWith(fields), world));
        return Secrets.text(world.secret("keystone-db-connection"), "connection")
                .orElseThrow();
    }
}
