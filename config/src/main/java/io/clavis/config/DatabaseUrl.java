package io.clavis.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database as SQLAlchemy names it: {@code dialect+driver://user:password@host:port/database?parameters}. User,
 * password and parameters are percent-decoded, the database is not, as there.
 *
 * @param driver what follows the + of the scheme, "" if nothing
 * @param hosts where the server is; empty for SQLite, a socket, or the driver's own default
 * @param database the schema's name or SQLite's file, "" if absent (of SQLite: in memory)
 */
public record DatabaseUrl(
        Kind kind,
        String driver,
        Optional<String> user,
        Optional<String> password,
        List<Host> hosts,
        String database,
        Map<String, String> parameters) {

    /** The database engines, by the protocol that they speak. */
    public enum Kind {
        SQLITE,
        MYSQL,
        POSTGRESQL
    }

    /** A server's name or address, without brackets, and its port if that is not the usual one. */
    public record Host(String name, Optional<Integer> port) {}

    /** SQLAlchemy's own grammar: a password ends at the first @, so an @ within has to be %40. */
    private static final Pattern FORM = Pattern.compile("(?<dialect>[A-Za-z0-9_]+)(?:\\+(?<driver>[A-Za-z0-9_]+))?://"
            + "(?:(?<user>[^:/@]*)(?::(?<password>[^@]*))?@)?"
            + "(?:\\[(?<ipv6>[^]/?]+)]|(?<host>[^/:?@\\[\\]]+))?"
            + "(?::(?<port>[0-9]+))?"
            + "(?:/(?<database>[^?]*))?"
            + "(?:\\?(?<query>.*))?");

    public DatabaseUrl {
        hosts = List.copyOf(hosts);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException saying what is wrong, without showing the URL
     */
    public static DatabaseUrl parse(String url) {
        return parse(url, "");
    }

    /**
     * Reads a URL to which {@code [database] connection_parameters} are added.
     *
     * @throws IllegalArgumentException saying what is wrong, without showing the URL
     */
    public static DatabaseUrl parse(String url, String connectionParameters) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the database URL is not of the form"
                    + " dialect+driver://user:password@host:port/database?parameters"
                    + " (an @ in the password is written %40)");
        }
        Kind kind = kind(part(matcher, "dialect"));
        var query = new ArrayList<List<String>>(parameters(part(matcher, "query")));
        query.addAll(parameters(connectionParameters));
        var parameters = new LinkedHashMap<String, String>();
        query.stream()
                .filter(pair -> !isHost(kind, pair))
                .forEach(pair -> parameters.put(pair.getFirst(), pair.getLast()));
        return new DatabaseUrl(
                kind,
                part(matcher, "driver"),
                Optional.ofNullable(matcher.group("user"))
                        .filter(name -> !name.isEmpty())
                        .map(PercentCode::decode),
                Optional.ofNullable(matcher.group("password")).map(PercentCode::decode),
                hosts(kind, matcher, query),
                part(matcher, "database"),
                parameters);
    }

    private static String part(Matcher matcher, String name) {
        String part = matcher.group(name);
        return part == null ? "" : part;
    }

    private static Kind kind(String dialect) {
        return switch (dialect) {
            case "sqlite" -> Kind.SQLITE;
            case "mysql", "mariadb" -> Kind.MYSQL;
            case "postgresql" -> Kind.POSTGRESQL;
            case "postgres" ->
                throw new IllegalArgumentException("unknown database dialect postgres: SQLAlchemy calls it postgresql");
            default ->
                throw new IllegalArgumentException(
                        "unknown database dialect " + dialect + ": expected sqlite, mysql, mariadb or postgresql");
        };
    }

    private static List<List<String>> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.indexOf('=') > 0)
                .map(pair -> List.of(
                        PercentCode.decodeForm(pair.substring(0, pair.indexOf('='))),
                        PercentCode.decodeForm(pair.substring(pair.indexOf('=') + 1))))
                .filter(pair -> !pair.getLast().isEmpty())
                .toList();
    }

    /** PostgreSQL's URLs may name hosts, each with its port, as repeated parameters; a path is a socket's place. */
    private static boolean isHost(Kind kind, List<String> pair) {
        return kind == Kind.POSTGRESQL
                && pair.getFirst().equals("host")
                && !pair.getLast().startsWith("/");
    }

    private static List<Host> hosts(Kind kind, Matcher matcher, List<List<String>> query) {
        String name = part(matcher, "ipv6") + part(matcher, "host");
        if (!name.isEmpty()) {
            return List.of(new Host(name, port(part(matcher, "port"))));
        }
        return query.stream()
                .filter(pair -> isHost(kind, pair))
                .flatMap(pair -> Arrays.stream(pair.getLast().split(",")))
                .map(DatabaseUrl::host)
                .toList();
    }

    private static Host host(String text) {
        int colon = text.lastIndexOf(':');
        boolean plain = colon < 0 || text.endsWith("]");
        String name = plain ? text : text.substring(0, colon);
        return new Host(
                name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name,
                plain ? Optional.empty() : port(text.substring(colon + 1)));
    }

    private static Optional<Integer> port(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IntegerValue.PORT.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the database URL's port is not a number up to 65535", e);
        }
    }

    /** Whether this is an SQLite database that lives in memory only. */
    public boolean isInMemory() {
        return kind == Kind.SQLITE && (database.isEmpty() || database.equals(":memory:"));
    }

    /** One of the parameters: {@code charset}, {@code ssl_ca}, {@code unix_socket}, {@code sslmode} and so on. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Shows neither the password nor the parameters, which may hold one as well. */
    @Override
    public String toString() {
        String scheme = kind.name().toLowerCase(Locale.ROOT) + (driver.isEmpty() ? "" : "+" + driver);
        String account =
                user.map(name -> name + (password.isPresent() ? ":***@" : "@")).orElse("");
        var places = hosts.stream()
                .map(host -> (host.name().contains(":") ? "[" + host.name() + "]" : host.name())
                        + host.port().map(port -> ":" + port).orElse(""))
                .toList();
        return scheme + "://" + account + String.join(",", places) + (database.isEmpty() ? "" : "/" + database);
    }
}
