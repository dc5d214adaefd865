package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl.Host;
import io.clavis.config.DatabaseUrl.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "mysql://h/d,MYSQL,''",
        "mysql+pymysql://h/d,MYSQL,pymysql",
        "mysql+mysqldb://h/d,MYSQL,mysqldb",
        "mariadb+mariadbconnector://h/d,MYSQL,mariadbconnector",
        "postgresql://h/d,POSTGRESQL,''",
        "postgresql+psycopg2://h/d,POSTGRESQL,psycopg2",
        "postgresql+psycopg://h/d,POSTGRESQL,psycopg",
        "sqlite:///d,SQLITE,''",
        "sqlite+pysqlite:///d,SQLITE,pysqlite",
    })
    void dialectAndDriverAreTold(String url, Kind kind, String driver) {
        var parsed = DatabaseUrl.parse(url);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.driver()).isEqualTo(driver);
        assertThat(parsed.database()).isEqualTo("d");
    }

    @Test
    void allPartsAreRead() {
        var url = DatabaseUrl.parse(
                "mysql+pymysql://key%3astone:p%40ss%2F%C3%A9:/?x@db.example.org:3307/keystone?charset=utf8mb4&ssl_ca=/etc/my+ca%2b.pem");
        assertThat(url.user()).contains("key:stone");
        assertThat(url.password()).contains("p@ss/é:/?x");
        assertThat(url.hosts()).containsExactly(new Host("db.example.org", Optional.of(3307)));
        assertThat(url.database()).isEqualTo("keystone");
        assertThat(url.parameters()).isEqualTo(Map.of("charset", "utf8mb4", "ssl_ca", "/etc/my ca+.pem"));
        assertThat(url.parameter("charset")).contains("utf8mb4");
        assertThat(url.parameter("ssl_key")).isEmpty();
    }

    @Test
    void aPlusInAPasswordStays() {
        assertThat(DatabaseUrl.parse("mysql://u:a+b%2@h/d").password()).contains("a+b%2");
    }

    @Test
    void addressesOfIpv6StandInBrackets() {
        assertThat(DatabaseUrl.parse("mysql://u@[fe80::1]:3306/d").hosts())
                .containsExactly(new Host("fe80::1", Optional.of(3306)));
        assertThat(DatabaseUrl.parse("mysql://[::1]/d").hosts()).containsExactly(new Host("::1", Optional.empty()));
    }

    @Test
    void aSocketIsAParameter() {
        var mysql = DatabaseUrl.parse("mysql+pymysql://u:p@/keystone?unix_socket=/run/mysqld/mysqld.sock");
        assertThat(mysql.hosts()).isEmpty();
        assertThat(mysql.parameter("unix_socket")).contains("/run/mysqld/mysqld.sock");
        var postgresql = DatabaseUrl.parse("postgresql:///keystone?host=/run/postgresql");
        assertThat(postgresql.hosts()).isEmpty();
        assertThat(postgresql.parameter("host")).contains("/run/postgresql");
    }

    @Test
    void manyHostsOfPostgresqlAreParameters() {
        var url = DatabaseUrl.parse("postgresql://u:p@/d?host=a:5433&host=b&host=[::1]:5434&sslmode=verify-full");
        assertThat(url.hosts())
                .containsExactly(
                        new Host("a", Optional.of(5433)),
                        new Host("b", Optional.empty()),
                        new Host("::1", Optional.of(5434)));
        assertThat(url.parameters()).isEqualTo(Map.of("sslmode", "verify-full"));
    }

    @Test
    void connectionParametersAreAdded() {
        var url = DatabaseUrl.parse("mysql://h/d?charset=utf8", "charset=utf8mb4&ssl_ca=/ca");
        assertThat(url.parameters()).isEqualTo(Map.of("charset", "utf8mb4", "ssl_ca", "/ca"));
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite://,'',true",
        "sqlite:///:memory:,:memory:,true",
        "sqlite:///keystone.db,keystone.db,false",
        "sqlite:////var/lib/keystone/keystone.db,/var/lib/keystone/keystone.db,false",
        "sqlite:///a%20b.db,a%20b.db,false",
    })
    void sqliteNamesAFileOrMemory(String url, String file, boolean memory) {
        var parsed = DatabaseUrl.parse(url);
        assertThat(parsed.kind()).isEqualTo(Kind.SQLITE);
        assertThat(parsed.database()).isEqualTo(file);
        assertThat(parsed.isInMemory()).isEqualTo(memory);
    }

    @Test
    void thePasswordIsNotShown() {
        var url = DatabaseUrl.parse("mysql+pymysql://u:secret@[::1]:3306/d?passwd=secret");
        assertThat(url).hasToString("mysql+pymysql://u:***@[::1]:3306/d");
        assertThat(DatabaseUrl.parse("sqlite:////a/b")).hasToString("sqlite:////a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "mysql:secret", "mysql://u:p@secret@h/d", "mysql://u:p@h:secret/d", "mysql://u:p@h:/d"
            })
    void anotherFormIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the database URL is not of the form")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aPortIsAtMost65535() {
        assertThatThrownBy(() -> DatabaseUrl.parse("mysql://h:65536/d"))
                .hasMessage("the database URL's port is not a number up to 65535");
    }

    @Test
    void anUnknownDialectIsNamed() {
        assertThatThrownBy(() -> DatabaseUrl.parse("oracle://u:secret@h/d"))
                .hasMessage("unknown database dialect oracle: expected sqlite, mysql, mariadb or postgresql");
        assertThatThrownBy(() -> DatabaseUrl.parse("postgres://h/d"))
                .hasMessage("unknown database dialect postgres: SQLAlchemy calls it postgresql");
    }
}
