package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** PostgreSQL and what speaks its protocol: libpq's parameters in the words of its driver. */
final class PostgresqlConnections {
    private static final Map<String, String> LIBPQ = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "sslpassword", "sslpassword",
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "options", "options",
            "target_session_attrs", "targetServerType",
            "channel_binding", "channelBinding");

    private PostgresqlConnections() {}

    static String jdbcUrl(DatabaseUrl url) {
        if (url.hosts().isEmpty() && url.parameters().containsKey("host")) {
            throw new IllegalArgumentException("PostgreSQL is reached by TCP only; its socket cannot be used");
        }
        String hosts = url.hosts().isEmpty()
                ? "localhost"
                : url.hosts().stream().map(PostgresqlConnections::host).collect(Collectors.joining(","));
        return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
    }

    private static String host(DatabaseUrl.Host host) {
        String name = host.name().contains(":") ? "[" + host.name() + "]" : host.name();
        return name + host.port().map(port -> ":" + port).orElse("");
    }

    static Map<String, String> properties(DatabaseUrl url) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("ApplicationName", "keystone");
        properties.put("tcpKeepAlive", "true");
        properties.put("connectTimeout", "10");
        // Lets the server take a text for its ENUM columns (assignment.type, id_mapping.entity_type).
        properties.put("stringtype", "unspecified");
        LIBPQ.forEach((libpq, driver) -> url.parameter(libpq).ifPresent(value -> properties.put(driver, value)));
        if (hasPemKey(url)) {
            properties.put("sslfactory", PostgresqlTls.class.getName());
        }
        properties.computeIfPresent("targetServerType", (name, value) -> serverType(value));
        return properties;
    }

    /** Any other form, and an encrypted key, the driver reads itself. */
    private static boolean hasPemKey(DatabaseUrl url) {
        return url.parameters().containsKey("sslcert")
                && !url.parameters().containsKey("sslpassword")
                && url.parameter("sslkey")
                        .filter(file -> !file.matches("(?i).*\\.(p12|pfx|pk8|der)"))
                        .isPresent();
    }

    private static String serverType(String attributes) {
        return switch (attributes) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> "any";
        };
    }
}
