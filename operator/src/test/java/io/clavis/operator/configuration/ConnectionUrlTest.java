package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionUrlTest {
    private static final String OTHER = "database: {host: %s, port: 3307, database: ks, secretRef: {name: s}%s}";

    @Test
    void aClusterIsReachedByItsService() {
        assertThat(ConnectionUrl.of(Resources.document(), "keystone", "hush"))
                .isEqualTo("mysql+pymysql://keystone:hush@mariadb.openstack.svc:3306/keystone");
    }

    @Test
    void anyOtherDatabaseByItsHostAndPort() {
        assertThat(url(OTHER.formatted("db.example.com", ""))).isEqualTo("mysql+pymysql://u:p@db.example.com:3307/ks");
        assertThat(url(OTHER.formatted("'fd00::1'", ""))).isEqualTo("mysql+pymysql://u:p@[fd00::1]:3307/ks");
    }

    @Test
    void whateverTheAccountIsItIsReadBackAsItWas() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var user = text(random);
            var password = text(random);
            var url = ConnectionUrl.of(Resources.document(), user, password);
            assertThat(url).doesNotContain("$");
            var read = DatabaseUrl.parse(url);
            assertThat(read.user()).contains(user);
            assertThat(read.password()).contains(password);
            assertThat(read.database()).isEqualTo("keystone");
        }
    }

    private static String text(Random random) {
        var alphabet = "aZ0-._~:/?#[]@!$&'()*+,;=% \"\\ü€";
        var text = new StringBuilder();
        for (int length = 1 + random.nextInt(10); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "disabled, ''",
        "prefer, ?ssl_check_hostname=false",
        "require, ?ssl_check_hostname=false",
        "verify-ca, ?ssl_ca=/etc/keystone/database-tls/ca.crt&ssl_check_hostname=false",
        "verify-full, ?ssl_ca=/etc/keystone/database-tls/ca.crt&ssl_check_hostname=true",
    })
    void eachModeOfTlsHasItsParameters(String mode, String parameters) {
        var tls = ", tls: {mode: " + mode + ", caBundleSecretRef: {name: ca}, clientCertSecretRef: {name: c}}";
        var own = "&ssl_cert=/etc/keystone/database-tls/tls.crt&ssl_key=/etc/keystone/database-tls/tls.key";
        for (var server : List.of("", "\nserver: {kind: Uwsgi}")) {
            assertThat(url(OTHER.formatted("db", tls) + server))
                    .isEqualTo("mysql+pymysql://u:p@db:3307/ks" + parameters + (parameters.isEmpty() ? "" : own));
        }
    }

    @Test
    void anUnknownModeAndNoHostAreRefused() {
        assertThatThrownBy(() -> url(OTHER.formatted("db", ", tls: {mode: maybe}")))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith("spec.database.tls.mode");
        assertThatThrownBy(() -> url("database: {database: ks, secretRef: {name: s}}"))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith("spec.database");
    }

    private static String url(String fields) {
        return ConnectionUrl.of(Resources.documentWith(fields), "u", "p");
    }
}
