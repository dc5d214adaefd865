package io.clavis.crypto.password;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a password that count. */
final class PasswordBytes {
    private PasswordBytes() {}

    /** UTF-8, cut to the limit as upstream does; empty if the text has no UTF-8 form (a lone surrogate). */
    static Optional<byte[]> of(String password, PasswordSettings settings) {
        byte[] bytes;
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        if (bytes.length <= settings.limit()) {
            return Optional.of(bytes);
        }
        if (settings.strictCheck()) {
            throw new PasswordTooLongException(settings.limit());
        }
        return Optional.of(Arrays.copyOf(bytes, settings.limit()));
    }
}
