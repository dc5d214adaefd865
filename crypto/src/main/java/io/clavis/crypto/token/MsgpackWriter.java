package io.clavis.crypto.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few msgpack types of payloads, each in its shortest form, as upstream's library does. */
final class MsgpackWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    byte[] toByteArray() {
        return out.toByteArray();
    }

    MsgpackWriter array(int size) {
        return size < 16 ? tag(0x90 | size) : sized(size, 0xdc, 0xdd);
    }

    MsgpackWriter nil() {
        return tag(0xc0);
    }

    MsgpackWriter bool(boolean value) {
        return tag(value ? 0xc3 : 0xc2);
    }

    MsgpackWriter integer(long value) {
        if (value < 0) {
            return tag(0xd3).bigEndian(value, 8);
        }
        if (value < 0x80) {
            return tag((int) value);
        }
        if (value < 0x100) {
            return tag(0xcc).bigEndian(value, 1);
        }
        if (value < 0x10000) {
            return tag(0xcd).bigEndian(value, 2);
        }
        return value < 0x1_0000_0000L
                ? tag(0xce).bigEndian(value, 4)
                : tag(0xcf).bigEndian(value, 8);
    }

    MsgpackWriter float64(double value) {
        return tag(0xcb).bigEndian(Double.doubleToRawLongBits(value), 8);
    }

    MsgpackWriter string(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        var header = bytes.length < 32
                ? tag(0xa0 | bytes.length)
                : bytes.length < 0x100 ? tag(0xd9).bigEndian(bytes.length, 1) : sized(bytes.length, 0xda, 0xdb);
        return header.bytes(bytes);
    }

    MsgpackWriter binary(byte[] value) {
        var header = value.length < 0x100 ? tag(0xc4).bigEndian(value.length, 1) : sized(value.length, 0xc5, 0xc6);
        return header.bytes(value);
    }

    private MsgpackWriter sized(int size, int tag16, int tag32) {
        return size < 0x10000 ? tag(tag16).bigEndian(size, 2) : tag(tag32).bigEndian(size, 4);
    }

    private MsgpackWriter tag(int tag) {
        out.write(tag);
        return this;
    }

    private MsgpackWriter bigEndian(long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    private MsgpackWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }
}
