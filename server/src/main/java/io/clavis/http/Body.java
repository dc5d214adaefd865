package io.clavis.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The body of an answer. */
public sealed interface Body {
    /** Nothing. */
    Body NONE = new Whole(List.of());

    /** Bytes that are there already. They are not copied. */
    static Body of(byte[] bytes) {
        return new Whole(List.of(bytes));
    }

    /** All of it, in parts that follow one another. */
    record Whole(List<byte[]> parts) implements Body {
        /** In bytes. */
        public long length() {
            return parts.stream().mapToLong(part -> part.length).sum();
        }
    }

    /** More than is kept in memory: what is not there yet is made as it is sent, and for once. */
    non-sealed interface Streamed extends Body {
        /**
         * Writes all of it.
         *
         * @throws IOException where the client has gone
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
