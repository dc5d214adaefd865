package io.clavis.crypto.fernet;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A Mac and a Cipher of one key; used by one thread at a time. Looking them up costs more than using them. */
final class FernetEngine {
    static final int VERSION = 0x80;
    static final int IV_OFFSET = 9;
    static final int IV_LENGTH = 16;
    static final int HEADER_LENGTH = IV_OFFSET + IV_LENGTH;
    static final int MAC_LENGTH = 32;
    static final int BLOCK_LENGTH = 16;

    private final SecretKeySpec encryptionKey;
    private final Mac mac;
    private final Cipher cipher;

    FernetEngine(SecretKeySpec signingKey, SecretKeySpec encryptionKey) {
        this.encryptionKey = encryptionKey;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(signingKey);
            cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES or HMAC-SHA256", e);
        }
    }

    byte[] seal(byte[] plaintext, long seconds, byte[] iv) {
        var padded = (plaintext.length / BLOCK_LENGTH + 1) * BLOCK_LENGTH;
        var envelope = new byte[HEADER_LENGTH + padded + MAC_LENGTH];
        envelope[0] = (byte) VERSION;
        for (int i = 0; i < Long.BYTES; i++) {
            envelope[1 + i] = (byte) (seconds >>> (8 * (Long.BYTES - 1 - i)));
        }
        System.arraycopy(iv, 0, envelope, IV_OFFSET, IV_LENGTH);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, encryptionKey, new IvParameterSpec(iv));
            cipher.doFinal(plaintext, 0, plaintext.length, envelope, HEADER_LENGTH);
            mac.update(envelope, 0, HEADER_LENGTH + padded);
            mac.doFinal(envelope, HEADER_LENGTH + padded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
        return envelope;
    }

    /** Empty unless this key made the envelope. The caller has checked its lengths. */
    Optional<byte[]> open(byte[] envelope) {
        var signed = envelope.length - MAC_LENGTH;
        mac.update(envelope, 0, signed);
        var expected = mac.doFinal();
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(envelope, signed, envelope.length))) {
            return Optional.empty();
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, encryptionKey, new IvParameterSpec(envelope, IV_OFFSET, IV_LENGTH));
            return Optional.of(cipher.doFinal(envelope, HEADER_LENGTH, signed - HEADER_LENGTH));
        } catch (BadPaddingException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("decryption failed", e);
        }
    }
}
