package io.clavis.operator.controller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Log in and validate all tokens they ever got, at all Pods that are ready, until they are closed. */
final class Clients implements AutoCloseable {
    private static final int MORE = 30;
    private static final int PAUSE_MILLIS = 50;

    private final RunningKeystone running;
    private final String password;
    private final List<String> tokens = new ArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    Clients(RunningKeystone running, String password) {
        this.running = running;
        this.password = password;
        this.thread = Thread.ofPlatform().name("clients").start(this::work);
    }

    private void work() {
        try {
            while (!closed) {
                for (var pod : running.pods()) {
                    ask(pod);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each time a token of each Pod's own, and one of all that there are. */
    private void ask(String pod) throws InterruptedException {
        try {
            var fresh = running.login(pod, password);
            tokens.add(fresh);
            for (var token : List.of(tokens.getFirst(), tokens.get(tokens.size() / 2), fresh)) {
                var answer = running.validate(pod, token);
                if (answer.statusCode() != 200) {
                    refusals.add(pod + ": " + answer.statusCode() + " " + answer.body());
                }
            }
            count.incrementAndGet();
        } catch (IOException | AssertionError e) {
            refusals.add(pod + ": " + e);
        }
    }

    /** Lets them go on for a while. */
    void validateMore() {
        int now = count.get();
        running.cluster().until(() -> count.get() > now + MORE);
    }

    /** What was not answered as it should be. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** How many logins there were, each with three validations. */
    int count() {
        return count.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
