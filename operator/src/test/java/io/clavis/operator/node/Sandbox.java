package io.clavis.operator.node;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the containers of a Pod share: its network and its processes. All of them end when it is closed, and when the
 * machine that runs the test does, because its first process waits for the end of its input.
 */
final class Sandbox implements AutoCloseable {
    private static final int TRIES = 500;
    private static final int PAUSE_MILLIS = 10;

    private final Process first;
    private final long process;
    private final String address;

    private Sandbox(Process first, long process, String address) {
        this.first = first;
        this.process = process;
        this.address = address;
    }

    static Sandbox start(Network network) throws InterruptedException {
        try {
            var first = new ProcessBuilder("unshare", "--net", "--pid", "--fork", "--kill-child", "cat")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long process = child(first);
            return new Sandbox(first, process, network.plug(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that such a program starts, once there is one. */
    static long child(Process parent) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            var child = parent.children().findFirst();
            if (child.isPresent()) {
                return child.get().pid();
            }
            if (!parent.isAlive()) {
                break;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("a process did not start, and ended with "
                + (parent.isAlive() ? "nothing" : String.valueOf(parent.exitValue())));
    }

    /** The first process, as the machine counts. */
    long process() {
        return process;
    }

    /** The Pod's address. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        first.destroyForcibly();
    }
}
