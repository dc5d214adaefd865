package io.clavis.crypto.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the few msgpack types of payloads. Its caller names the type that it expects next, so nothing recurses; every
 * length is checked against what is left. All it throws is {@link InvalidTokenException}.
 *
 * <p>Binary and text are one type here ("raw"), because msgpack before 1.0 wrote both as text.
 */
final class MsgpackReader {
    /** A raw value; {@code text} tells how it was written, not what it means. */
    record Raw(ByteBuffer content, boolean text) {
        byte[] bytes() {
            var bytes = new byte[content.remaining()];
            content.get(content.position(), bytes);
            return bytes;
        }

        int length() {
            return content.remaining();
        }

        String string() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(content.duplicate())
                        .toString();
            } catch (CharacterCodingException e) {
                throw new InvalidTokenException("payload holds text that is not UTF-8");
            }
        }
    }

    private final ByteBuffer in;

    MsgpackReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** The number of elements that follow; no more than bytes that are left. */
    int array() {
        var tag = (int) unsigned(1);
        var size = switch (tag) {
            case 0xdc -> unsigned(2);
            case 0xdd -> unsigned(4);
            default -> {
                if ((tag & 0xf0) != 0x90) {
                    throw unexpected("array");
                }
                yield tag & 0x0f;
            }
        };
        return fitting(size);
    }

    /** Reads an array header of exactly this size. */
    void array(int size) {
        if (array() != size) {
            throw unexpected("array of " + size);
        }
    }

    boolean bool() {
        return switch ((int) unsigned(1)) {
            case 0xc2 -> false;
            case 0xc3 -> true;
            default -> throw unexpected("boolean");
        };
    }

    /** Consumes a nil, if that is what comes next. */
    boolean skipNil() {
        if (!in.hasRemaining() || in.get(in.position()) != (byte) 0xc0) {
            return false;
        }
        in.get();
        return true;
    }

    /** An integer that is not negative. */
    long natural() {
        var tag = (int) unsigned(1);
        var value = switch (tag) {
            case 0xcc -> unsigned(1);
            case 0xcd -> unsigned(2);
            case 0xce -> unsigned(4);
            case 0xcf, 0xd3 -> unsigned(8);
            default -> tag < 0x80 ? tag : -1;
        };
        if (value < 0) {
            throw unexpected("natural number");
        }
        return value;
    }

    /** A float, or an integer taken as one. */
    double number() {
        if (!in.hasRemaining()) {
            throw new InvalidTokenException("payload ends early");
        }
        return switch (in.get(in.position()) & 0xff) {
            case 0xcb -> {
                in.get();
                yield Double.longBitsToDouble(unsigned(8));
            }
            case 0xca -> {
                in.get();
                yield Float.intBitsToFloat((int) unsigned(4));
            }
            default -> (double) natural();
        };
    }

    Raw raw() {
        var tag = (int) unsigned(1);
        return switch (tag) {
            case 0xc4 -> raw(unsigned(1), false);
            case 0xc5 -> raw(unsigned(2), false);
            case 0xc6 -> raw(unsigned(4), false);
            case 0xd9 -> raw(unsigned(1), true);
            case 0xda -> raw(unsigned(2), true);
            case 0xdb -> raw(unsigned(4), true);
            default -> {
                if ((tag & 0xe0) != 0xa0) {
                    throw unexpected("text or bytes");
                }
                yield raw(tag & 0x1f, true);
            }
        };
    }

    void end() {
        if (in.hasRemaining()) {
            throw new InvalidTokenException("payload goes on after its end");
        }
    }

    private Raw raw(long length, boolean text) {
        var content = in.slice(in.position(), fitting(length));
        in.position(in.position() + content.remaining());
        return new Raw(content, text);
    }

    private int fitting(long length) {
        if (length > in.remaining()) {
            throw new InvalidTokenException("payload ends early");
        }
        return (int) length;
    }

    private long unsigned(int length) {
        if (in.remaining() < length) {
            throw new InvalidTokenException("payload ends early");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (in.get() & 0xff);
        }
        return value;
    }

    private static InvalidTokenException unexpected(String expected) {
        return new InvalidTokenException("payload lacks its " + expected);
    }
}
