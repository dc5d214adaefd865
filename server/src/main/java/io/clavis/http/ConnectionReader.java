package io.clavis.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * What a connection receives, read by a new reader of the library whenever the one before has nothing left. The
 * library's reader chains all that it ever read; once a link of the chain is in the old generation of the heap, the rest
 * follows it there, so that a busy connection fills the heap with requests that were answered long ago.
 */
final class ConnectionReader extends DataReader {
    private final Supplier<byte[]> socket;
    private DataReader reader;
    private Runnable listening = () -> {};

    /** @param first the library's own, which holds what was received before and reads on while it has not all been read */
    // The library means to have no readers but its own in a version to come; by then the chain has to be cut there.
    @SuppressWarnings("removal")
    ConnectionReader(Supplier<byte[]> socket, DataReader first) {
        super(() -> new byte[0]);
        this.socket = () -> received(socket);
        this.reader = first;
    }

    // As the library turns a broken connection into its own failure.
    private static byte[] received(Supplier<byte[]> socket) {
        try {
            return socket.get();
        } catch (UncheckedIOException broken) {
            throw new ServerConnectionException("Failed to get data from socket", broken);
        }
    }

    private DataReader reader() {
        if (reader.available() == 0) {
            reader = DataReader.create(socket);
            listening.run();
        }
        return reader;
    }

    @Override
    public <T> void listener(DataListener<T> listener, T context) {
        listening = () -> reader.listener(listener, context);
        listening.run();
    }

    @Override
    public int available() {
        return reader.available();
    }

    @Override
    public void pullData() {
        reader().pullData();
    }

    @Override
    public void skip(int length) {
        reader().skip(length);
    }

    @Override
    public void ensureAvailable() {
        reader().ensureAvailable();
    }

    @Override
    public byte read() {
        return reader().read();
    }

    @Override
    public byte lookup() {
        return reader().lookup();
    }

    @Override
    public boolean startsWithNewLine() {
        return reader().startsWithNewLine();
    }

    @Override
    public boolean startsWith(byte[] prefix) {
        return reader().startsWith(prefix);
    }

    @Override
    public BufferData readBuffer() {
        return reader().readBuffer();
    }

    @Override
    public BufferData readBuffer(int length) {
        return reader().readBuffer(length);
    }

    @Override
    public BufferData getBuffer(int length) {
        return reader().getBuffer(length);
    }

    @Override
    public LazyString readLazyString(Charset charset, int length) {
        return reader().readLazyString(charset, length);
    }

    @Override
    public String readAsciiString(int length) {
        return reader().readAsciiString(length);
    }

    @Override
    public byte[] readBytes(int length) {
        return reader().readBytes(length);
    }

    @Override
    public String readLine() throws IncorrectNewLineException {
        return reader().readLine();
    }

    @Override
    public int findOrNewLine(byte wanted, int most) throws IncorrectNewLineException {
        return reader().findOrNewLine(wanted, most);
    }

    @Override
    public String debugDataHex() {
        return reader().debugDataHex();
    }

    @Override
    public int findNewLine(int most) throws IncorrectNewLineException {
        return reader().findNewLine(most);
    }
}
