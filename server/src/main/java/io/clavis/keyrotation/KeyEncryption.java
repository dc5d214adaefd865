package io.clavis.keyrotation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals keys with AES-256-GCM, bound to their repository and id, so that whoever writes to the database can neither make
 * a key up nor put one in another's place. Holds the keys of {@code [clavis] key_encryption_key_file}.
 */
final class KeyEncryption {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> keys;
    private final SecureRandom random;

    /** The first of the keys seals, all open. */
    KeyEncryption(List<byte[]> keys, SecureRandom random) {
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, "AES")).toList();
        this.random = random;
    }

    String seal(Repository repository, String id, String material) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, repository, id);
            var secret = cipher.doFinal(material.getBytes(StandardCharsets.US_ASCII));
            var envelope = ByteBuffer.allocate(1 + NONCE + secret.length)
                    .put(FORM)
                    .put(nonce)
                    .put(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(envelope.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws KeyEncryptionException where none of our keys sealed it, for this repository and id
     */
    String open(Repository repository, String id, String sealed) {
        return keys.stream()
                .map(key -> open(key, repository, id, sealed))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new KeyEncryptionException("No key in [clavis] key_encryption_key_file opens key "
                        + id + " of the repository " + repository.label() + " in the database."));
    }

    /** Whether the first key sealed it. */
    boolean isNewest(Repository repository, String id, String sealed) {
        return open(keys.getFirst(), repository, id, sealed).isPresent();
    }

    private static Optional<String> open(SecretKeySpec key, Repository repository, String id, String sealed) {
        try {
            var envelope = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
            if (envelope.remaining() <= 1 + NONCE || envelope.get() != FORM) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE];
            envelope.get(nonce);
            var secret = new byte[envelope.remaining()];
            envelope.get(secret);
            var opened = cipher(Cipher.DECRYPT_MODE, key, nonce, repository, id).doFinal(secret);
            return Optional.of(new String(opened, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, Repository repository, String id)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("clavis-key\n" + repository.label() + "\n" + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "KeyEncryption[secret]";
    }
}
