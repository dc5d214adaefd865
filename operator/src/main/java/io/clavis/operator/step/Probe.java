package io.clavis.operator.step;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Asks a Keystone whether it serves. */
@FunctionalInterface
public interface Probe {
    /**
     * The status of the answer to a GET.
     *
     * @throws java.net.http.HttpTimeoutException where nothing came in time
     * @throws java.net.ConnectException where nobody listens
     */
    int status(URI address, Duration timeout) throws IOException, InterruptedException;
}
