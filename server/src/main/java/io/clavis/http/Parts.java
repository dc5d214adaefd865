package io.clavis.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes part by part: a long answer is never copied from a small array to a larger one, nor joined at the end.
 * What becomes too long can be passed on instead.
 */
final class Parts extends OutputStream {
    private static final int FIRST = 8 << 10;
    private static final int LARGEST = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] current = new byte[FIRST];
    private int used;
    private long size;
    private @Nullable OutputStream target;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (target != null) {
            target.write(bytes, offset, length);
            return;
        }
        size += length;
        var from = offset;
        var left = length;
        while (left > 0) {
            if (used == current.length) {
                full.add(current);
                current = new byte[Math.min(current.length * 2, LARGEST)];
                used = 0;
            }
            var fits = Math.min(left, current.length - used);
            System.arraycopy(bytes, from, current, used, fits);
            used += fits;
            from += fits;
            left -= fits;
        }
    }

    /** How many bytes are here. */
    long size() {
        return size;
    }

    /** Writes to {@code out} what is here, and from now on all that is written here. */
    void passTo(OutputStream out) throws IOException {
        for (var part : full) {
            out.write(part);
        }
        out.write(current, 0, used);
        full.clear();
        current = new byte[0];
        target = out;
    }

    /** What was written. */
    List<byte[]> toList() {
        var parts = new ArrayList<>(full);
        parts.add(Arrays.copyOf(current, used));
        return parts;
    }
}
