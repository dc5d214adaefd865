package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** MariaDB and MySQL: PyMySQL's parameters in the words of MariaDB's driver. */
final class MysqlConnections {
    private MysqlConnections() {}

    static String jdbcUrl(DatabaseUrl url) {
        String hosts = url.hosts().isEmpty()
                ? "localhost"
                : url.hosts().stream().map(MysqlConnections::host).collect(Collectors.joining(","));
        return "jdbc:mariadb://" + hosts + "/" + url.database();
    }

    private static String host(DatabaseUrl.Host host) {
        return "address=(host=" + host.name() + ")"
                + host.port().map(port -> "(port=" + port + ")").orElse("");
    }

    static Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("useServerPrepStmts", "true");
        properties.put("cachePrepStmts", "true");
        properties.put("prepStmtCacheSize", "250");
        // An update's count is of rows found, not of rows that differ: as on the other engines and with SQLAlchemy.
        properties.put("useAffectedRows", "false");
        properties.put("allowLocalInfile", "false");
        properties.put("tcpKeepAlive", "true");
        properties.put("connectTimeout", millis(url, "connect_timeout", "10"));
        if (url.parameters().containsKey("read_timeout")) {
            properties.put("socketTimeout", millis(url, "read_timeout", "0"));
        }
        url.parameter("unix_socket").ifPresent(socket -> properties.put("localSocket", socket));
        tls(url, properties);
        List<String> variables = sessionVariables(settings);
        if (!variables.isEmpty()) {
            properties.put("sessionVariables", String.join(",", variables));
        }
        return properties;
    }

    /**
     * TLS is spoken as soon as any of its parameters is there. With an authority the server's certificate is checked, and by
     * PyMySQL the server's name as well; each unless told otherwise.
     */
    private static void tls(DatabaseUrl url, Map<String, String> properties) {
        boolean disabled = truth(url, "ssl_disabled", false);
        boolean wanted =
                url.parameters().keySet().stream().anyMatch(name -> name.equals("ssl") || name.startsWith("ssl_"));
        if (disabled || !wanted) {
            return;
        }
        url.parameter("ssl_ca").ifPresent(file -> properties.put("serverSslCert", file));
        // Each connection reads the files anew, so that renewed ones need no restart.
        properties.put("disableSslContextCache", "true");
        ownCertificate(url, properties);
        boolean verified = url.parameters().containsKey("ssl_ca") && truth(url, "ssl_verify_cert", true);
        if (!verified) {
            properties.put("sslMode", "trust");
            return;
        }
        properties.put("sslMode", isNameChecked(url) ? "verify-full" : "verify-ca");
    }

    private static boolean isNameChecked(DatabaseUrl url) {
        boolean ruled = url.parameters().containsKey("ssl_verify_cert")
                || url.parameters().containsKey("ssl_verify_identity");
        return truth(url, "ssl_verify_identity", false)
                || truth(url, "ssl_check_hostname", url.driver().equals("pymysql") && !ruled);
    }

    /** As with PyMySQL, the certificate's file may hold the key as well. */
    private static void ownCertificate(DatabaseUrl url, Map<String, String> properties) {
        var certificate = url.parameter("ssl_cert");
        var key = url.parameter("ssl_key");
        if (certificate.isEmpty()) {
            if (key.isPresent()) {
                throw new IllegalArgumentException("database parameter ssl_key needs ssl_cert, the key's certificate");
            }
            return;
        }
        properties.put("tlsSocketType", MariadbTls.TYPE);
        properties.put(MariadbTls.CERTIFICATE, certificate.get());
        properties.put(MariadbTls.KEY, key.orElse(certificate.get()));
    }

    private static List<String> sessionVariables(DatabaseSettings settings) {
        var variables = new ArrayList<String>();
        if (!settings.mysqlSqlMode().isEmpty()) {
            variables.add("sql_mode='" + sqlMode(settings.mysqlSqlMode()) + "'");
        }
        if (settings.mysqlWsrepSyncWait() != null) {
            variables.add("wsrep_sync_wait=" + settings.mysqlWsrepSyncWait());
        }
        return variables;
    }

    private static String sqlMode(String mode) {
        if (!mode.matches("[A-Za-z0-9_,]+")) {
            throw new IllegalArgumentException("[database] mysql_sql_mode is not a list of modes: " + mode);
        }
        return mode;
    }

    private static String millis(DatabaseUrl url, String parameter, String unset) {
        return Long.toString(
                Math.round(Double.parseDouble(url.parameter(parameter).orElse(unset)) * 1000));
    }

    private static boolean truth(DatabaseUrl url, String parameter, boolean unset) {
        return url.parameter(parameter)
                .map(text -> text.equalsIgnoreCase("true") || text.equals("1") || text.equalsIgnoreCase("yes"))
                .orElse(unset);
    }
}
