package io.clavis.operator.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clavis.operator.resource.DatabaseSpec;
import io.clavis.operator.resource.DatabaseTls;
import io.clavis.operator.resource.Keystone;
import java.util.ArrayList;
import java.util.HexFormat;

/** The database's address as SQLAlchemy has it. It holds the password. */
public final class ConnectionUrl {
    private static final String UNRESERVED = "-._~";

    private ConnectionUrl() {}

    /** {@code mysql+pymysql://user:password@host:port/database}, with what TLS needs. */
    public static String of(Keystone keystone, String user, String password) {
        var database = keystone.getSpec().database();
        return "mysql+pymysql://" + encoded(user) + ":" + encoded(password) + "@" + bracketed(host(keystone)) + ":"
                + database.port() + "/" + database.database()
                + parameters(database);
    }

    /** The database's host: as the resource names it, or the Service of the MariaDB operator's cluster. */
    public static String host(Keystone keystone) {
        var database = keystone.getSpec().database();
        return database.cluster()
                .map(cluster -> cluster + "." + keystone.getMetadata().getNamespace() + ".svc")
                .orElseGet(() -> {
                    if (database.host() == null) {
                        throw new InvalidSpecification("spec.database", "expected clusterRef or host");
                    }
                    return database.host();
                });
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /**
     * PyMySQL speaks TLS once any of these is there, and checks the server's certificate once {@code ssl_ca} is; Clavis
     * reads them the same way. Neither can do without TLS what it tried with it, so {@code prefer} is {@code require}.
     */
    private static String parameters(DatabaseSpec database) {
        DatabaseTls tls = database.tls();
        if (tls == null || !tls.enabled()) {
            return "";
        }
        var parameters = new ArrayList<String>();
        switch (tls.mode()) {
            case "verify-ca" -> {
                parameters.add("ssl_ca=" + Paths.DATABASE_TLS + "/ca.crt");
                parameters.add("ssl_check_hostname=false");
            }
            case "verify-full" -> {
                parameters.add("ssl_ca=" + Paths.DATABASE_TLS + "/ca.crt");
                parameters.add("ssl_check_hostname=true");
            }
            case "prefer", "require" -> parameters.add("ssl_check_hostname=false");
            default ->
                throw new InvalidSpecification(
                        "spec.database.tls.mode", "expected disabled, prefer, require, verify-ca or verify-full");
        }
        if (tls.clientCertSecretRef() != null) {
            parameters.add("ssl_cert=" + Paths.DATABASE_TLS + "/tls.crt");
            parameters.add("ssl_key=" + Paths.DATABASE_TLS + "/tls.key");
        }
        return "?" + String.join("&", parameters);
    }

    /** Whatever could mean something in a URL is written as its code. */
    private static String encoded(String text) {
        var code = new StringBuilder();
        for (byte sign : text.getBytes(UTF_8)) {
            char letter = (char) (sign & 0xff);
            if (letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0)) {
                code.append(letter);
                continue;
            }
            code.append('%').append(HexFormat.of().withUpperCase().toHexDigits(sign));
        }
        return code.toString();
    }
}
