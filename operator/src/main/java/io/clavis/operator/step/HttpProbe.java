package io.clavis.operator.step;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks over HTTP. Who answered well is not asked again for half a minute. May be used by many threads. */
public final class HttpProbe implements Probe {
    private static final Duration BELIEVED = Duration.ofSeconds(30);

    private final Map<URI, Instant> well = new ConcurrentHashMap<>();
    private final HttpClient client;
    private final InstantSource clock;

    public HttpProbe(HttpClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public int status(URI address, Duration timeout) throws IOException, InterruptedException {
        var now = clock.instant();
        well.values().removeIf(since -> since.plus(BELIEVED).isBefore(now));
        if (well.containsKey(address)) {
            return HttpURLConnection.HTTP_OK;
        }
        var request = HttpRequest.newBuilder(address).timeout(timeout).build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status == HttpURLConnection.HTTP_OK) {
            well.put(address, now);
        }
        return status;
    }
}
