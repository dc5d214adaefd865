package io.clavis.crypto.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.token.MsgpackReader.Raw;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the parts that payloads share. All it throws is {@link InvalidTokenException}. */
final class PayloadReader {
    /** 9999-12-31T23:59:59Z, the end of upstream's calendar. */
    private static final double LAST_SECOND = 253_402_300_799d;

    private final MsgpackReader in;
    private final AuthMethods methods;

    PayloadReader(byte[] payload, AuthMethods methods) {
        this.in = new MsgpackReader(payload);
        this.methods = methods;
    }

    int array() {
        return in.array();
    }

    long version() {
        return in.natural();
    }

    /** A flagged id that has to be there. */
    String id() {
        var id = idOrNil();
        if (id == null) {
            throw new InvalidTokenException("payload lacks an id");
        }
        return id;
    }

    @Nullable
    String idOrNil() {
        in.array(2);
        var compressed = in.bool();
        if (!compressed && in.skipNil()) {
            return null;
        }
        var raw = in.raw();
        return compressed ? uuid(raw) : raw.string();
    }

    List<String> ids() {
        return listOf(this::id);
    }

    String bareUuid() {
        return uuid(in.raw());
    }

    /** A bare UUID, or the id of the default domain as text. */
    String domainId(String defaultDomainId) {
        var raw = in.raw();
        if (raw.length() == CompactId.LENGTH && !(raw.text() && isText(raw, defaultDomainId))) {
            return uuid(raw);
        }
        var id = raw.string();
        if (!id.equals(defaultDomainId)) {
            throw new InvalidTokenException("payload holds a strange domain id");
        }
        return id;
    }

    String text() {
        return in.raw().string();
    }

    List<String> methods() {
        return methods.decode(in.natural());
    }

    Instant time() {
        var seconds = Math.floor(in.number());
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
            throw new InvalidTokenException("payload holds a time out of range");
        }
        return Instant.ofEpochSecond((long) seconds);
    }

    List<String> auditIds() {
        return listOf(() -> AuditIds.encode(sixteen(in.raw())));
    }

    void end() {
        in.end();
    }

    private static boolean isText(Raw raw, String expected) {
        return Arrays.equals(raw.bytes(), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String uuid(Raw raw) {
        return CompactId.expand(sixteen(raw));
    }

    private static byte[] sixteen(Raw raw) {
        if (raw.length() != CompactId.LENGTH) {
            throw new InvalidTokenException("payload holds an id of a wrong length");
        }
        return raw.bytes();
    }

    private <T> List<T> listOf(Supplier<T> element) {
        var size = in.array();
        var list = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }
}
