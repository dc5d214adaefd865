package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks probes, a tenth of the time apart that they name. */
final class Checks {
    /** How many times more often than said. */
    static final int HASTE = 10;

    private static final int PERIOD = 10;
    private static final int FAILURES = 3;

    private final HttpClient http;
    private final Container container;
    private final String address;

    Checks(HttpClient http, Container container, String address) {
        this.http = http;
        this.container = container;
        this.address = address;
    }

    /** Waits before the first question. */
    static void delay(Probe probe) throws InterruptedException {
        Thread.sleep(1000L * orElse(probe.getInitialDelaySeconds(), 0) / HASTE);
    }

    /** Waits before the next question. */
    static void pause(Probe probe) throws InterruptedException {
        Thread.sleep(1000L * orElse(probe.getPeriodSeconds(), PERIOD) / HASTE);
    }

    /** After how many failures in a row it is one. */
    static int failures(Probe probe) {
        return orElse(probe.getFailureThreshold(), FAILURES);
    }

    private static int orElse(@Nullable Integer number, int other) {
        return number == null ? other : number;
    }

    /** One question. */
    boolean passes(Probe probe) throws InterruptedException {
        var timeout = Duration.ofSeconds(Math.max(1, orElse(probe.getTimeoutSeconds(), 1)));
        if (probe.getExec() != null) {
            return container.execute(probe.getExec().getCommand(), timeout);
        }
        if (probe.getTcpSocket() != null) {
            return listens(probe.getTcpSocket().getPort().getIntVal(), timeout);
        }
        var get = probe.getHttpGet();
        return answers(URI.create("http://" + address + ":" + get.getPort().getIntVal() + get.getPath()), timeout);
    }

    private boolean listens(int port, Duration timeout) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean answers(URI address, Duration timeout) throws InterruptedException {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(address).timeout(timeout).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 400;
        } catch (IOException e) {
            return false;
        }
    }
}
