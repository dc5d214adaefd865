package io.clavis.crypto.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the parts that payloads share. */
final class PayloadWriter {
    private final MsgpackWriter out = new MsgpackWriter();
    private final AuthMethods methods;

    PayloadWriter(AuthMethods methods) {
        this.methods = methods;
    }

    PayloadWriter array(int size) {
        out.array(size);
        return this;
    }

    PayloadWriter version(int version) {
        out.integer(version);
        return this;
    }

    /** A flagged id: {@code [true, 16 bytes]} for a UUID, else {@code [false, text]}; null as {@code [false, nil]}. */
    PayloadWriter id(@Nullable String id) {
        out.array(2);
        if (id == null) {
            out.bool(false).nil();
            return this;
        }
        CompactId.compress(id)
                .ifPresentOrElse(
                        bytes -> out.bool(true).binary(bytes),
                        () -> out.bool(false).string(id));
        return this;
    }

    PayloadWriter ids(List<String> ids) {
        out.array(ids.size());
        ids.forEach(this::id);
        return this;
    }

    /** A flagged text that is never taken for a UUID. */
    PayloadWriter flaggedText(String text) {
        out.array(2).bool(false).string(text);
        return this;
    }

    PayloadWriter bareUuid(String id) {
        out.binary(CompactId.compress(id)
                .orElseThrow(() -> new IllegalArgumentException("not a UUID, so it fits no token: " + id)));
        return this;
    }

    PayloadWriter text(String text) {
        out.string(text);
        return this;
    }

    PayloadWriter methods(List<String> used) {
        out.integer(methods.encode(used));
        return this;
    }

    PayloadWriter time(Instant time) {
        out.float64((double) time.getEpochSecond());
        return this;
    }

    PayloadWriter auditIds(List<String> ids) {
        out.array(ids.size());
        ids.forEach(id -> out.binary(AuditIds.decode(id)));
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
