package io.clavis.operator.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that were used last, so that not each reconciliation logs in. May be used by many threads. */
public final class Sessions {
    private static final int KEPT = 256;
    private static final float LOAD = 0.75f;
    private static final long LARGEST = 4L << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Map<Key, Session> sessions = new LinkedHashMap<>(KEPT, LOAD, true);
    private final Transport transport;
    private final InstantSource clock;

    Sessions(Transport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /** Over a client of its own, which follows no redirects: a token is for the server that it was asked of. */
    public static Sessions over(InstantSource clock) {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new Sessions(new Transport(client, TIMEOUT, LARGEST), clock);
    }

    private record Key(URI endpoint, Login login) {}

    /** The session of a user, by whose password it is another one. */
    public synchronized Session of(URI endpoint, Login login) {
        var session = sessions.computeIfAbsent(
                new Key(endpoint, login), key -> new Session(transport, key.endpoint(), key.login(), clock));
        if (sessions.size() > KEPT) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return session;
    }

    /** A session that nobody had before, and that is not kept: what it is told is as of now. */
    public Session fresh(URI endpoint, Login login) {
        return new Session(transport, endpoint, login, clock);
    }
}
