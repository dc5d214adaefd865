package io.clavis.http;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Closes the connections of clients that send a request byte by byte to keep us waiting. A connection has a virtual
 * thread; to interrupt that one while it reads closes the connection.
 */
final class SlowClients implements Http1ConnectionListener, AutoCloseable {
    private static final int ROUNDS = 10;
    private final Map<Thread, Long> reading = new ConcurrentHashMap<>();
    private final long mostNanos;
    private final Thread watch;

    SlowClients(Duration most) {
        mostNanos = most.toNanos();
        watch = Thread.ofPlatform().daemon().name("slow-clients").start(this::watch);
    }

    /** The first line is here, so the rest has to follow soon. */
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        reading.put(Thread.currentThread(), System.nanoTime());
    }

    /**
     * Reads the rest of the request, on the connection's thread. What is not read to its end is still watched: the
     * library reads it off the wire after the answer.
     */
    Optional<byte[]> body(Supplier<Optional<byte[]>> read) {
        var body = read.get();
        body.ifPresent(_ -> reading.remove(Thread.currentThread()));
        return body;
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, mostNanos / ROUNDS));
                interruptSlow();
            }
        } catch (InterruptedException closed) {
            // Nothing is left to be watched.
        }
    }

    private void interruptSlow() {
        long now = System.nanoTime();
        reading.forEach((thread, since) -> {
            if (now - since > mostNanos && reading.remove(thread, since)) {
                thread.interrupt();
            }
        });
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
