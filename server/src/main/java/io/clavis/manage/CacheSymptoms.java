package io.clavis.manage;

import io.clavis.config.CacheOptions;
import io.clavis.config.Configuration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Upstream's symptoms of {@code [cache]}, which matters to a Python Keystone on the same configuration. */
final class CacheSymptoms {
    private static final String NOT_OURS =
            " Clavis keeps its own memory of tokens and needs no cache; a Python Keystone"
                    + " on the same configuration is slow without one.";
    private static final Set<String> MEMCACHED =
            Set.of("dogpile.cache.memcached", "dogpile.cache.pymemcache", "oslo_cache.memcache_pool");
    // host, host:port, inet6:[address]:port
    private static final Pattern ADDRESS =
            Pattern.compile("(?:inet6?:)?\\[?(?<host>[^\\[\\]]+?)\\]?(?::(?<port>[0-9]{1,5}))?");
    private static final int DEFAULT_PORT = 11211;
    private static final int PATIENCE_MILLIS = 2000;

    static final List<Symptom> ALL = List.of(
            Symptom.of("Caching is off.", "[cache] enabled: turn it on." + NOT_OURS, c -> !c.get(CacheOptions.ENABLED)),
            Symptom.of(
                    "Caching is on, without anything to cache in.",
                    "[cache] backend: name one that stores, such as dogpile.cache.pymemcache." + NOT_OURS,
                    c -> c.get(CacheOptions.ENABLED)
                            && c.get(CacheOptions.BACKEND).equals("dogpile.cache.null")),
            new Symptom(
                    "A memcached server cannot be reached.",
                    "[cache] memcache_servers: start it, or mend the address." + NOT_OURS,
                    CacheSymptoms::unreachable));

    private CacheSymptoms() {}

    private static Optional<String> unreachable(Configuration configuration) {
        if (!configuration.get(CacheOptions.ENABLED) || !MEMCACHED.contains(configuration.get(CacheOptions.BACKEND))) {
            return Optional.empty();
        }
        var silent = configuration.get(CacheOptions.MEMCACHE_SERVERS).stream()
                .filter(server -> !answers(server))
                .toList();
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", silent));
    }

    private static boolean answers(String server) {
        var parts = ADDRESS.matcher(server.strip());
        if (!parts.matches()) {
            return false;
        }
        int port = parts.group("port") == null ? DEFAULT_PORT : Integer.parseInt(parts.group("port"));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts.group("host"), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        }
    }
}
