package io.clavis.keyrotation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The file of {@code [clavis] key_encryption_key_file}: 32 bytes in URL-safe base64, one a line; # begins a remark. */
public final class KeyEncryptionFile {
    private static final int KEY_BYTES = 32;
    private static final long LONGEST = 65_536;

    private final Path file;
    private final SecureRandom random;

    public KeyEncryptionFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** Throws {@link KeyEncryptionException} where the file is no good. */
    public void require() {
        read();
    }

    /** The keys as they stand in the file now. */
    KeyEncryption read() {
        try {
            if (Files.size(file) > LONGEST) {
                throw unusable("is too long");
            }
            var keys = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(this::key)
                    .toList();
            if (keys.isEmpty()) {
                throw unusable("holds no key");
            }
            return new KeyEncryption(keys, random);
        } catch (IOException unreadable) {
            throw new KeyEncryptionException(
                    "[clavis] key_encryption_key_file: " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName()
                            + "). Without it the keys in the database can be neither opened nor rotated.",
                    unreadable);
        }
    }

    private byte[] key(String line) {
        try {
            var key = Base64.getUrlDecoder().decode(line);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Without the cause: its message shows a character of the key.
        }
        throw unusable("has a line that is not 32 bytes in URL-safe base64");
    }

    private KeyEncryptionException unusable(String why) {
        return new KeyEncryptionException("[clavis] key_encryption_key_file: " + file + " " + why + ".");
    }
}
