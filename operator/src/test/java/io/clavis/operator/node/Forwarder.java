package io.clavis.operator.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Makes the API server, which listens on loopback only, known to Pods. */
final class Forwarder implements AutoCloseable {
    /** The port that Pods find the API server at. */
    static final int PORT = 6443;

    private final ServerSocket server;
    private final InetSocketAddress target;

    Forwarder(String address, URI target) {
        this.target = new InetSocketAddress(target.getHost(), target.getPort());
        try {
            server = new ServerSocket(PORT, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (true) {
            try {
                var caller = server.accept();
                var called = new Socket(target.getAddress(), target.getPort());
                pump(caller, called);
                pump(called, caller);
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // Either side has gone, and now both have.
            }
        });
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
