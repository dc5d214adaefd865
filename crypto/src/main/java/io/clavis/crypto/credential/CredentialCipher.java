package io.clavis.crypto.credential;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts credential blobs as upstream stores them. Safe for use by many threads. */
public final class CredentialCipher {
    private static final Logger log = LoggerFactory.getLogger(CredentialCipher.class);

    private final KeySource keys;
    private final Fernet fernet;

    /** {@code keys} is the credential repository within a {@code NullKeyFallback}. */
    public CredentialCipher(KeySource keys, InstantSource clock, SecureRandom random) {
        this.keys = keys;
        this.fernet = new Fernet(keys, clock, random);
    }

    /** Encrypts with the primary key. */
    public EncryptedCredential encrypt(String blob) {
        return keys.sealing(key -> encrypt(blob, key));
    }

    private EncryptedCredential encrypt(String blob, FernetKey key) {
        if (key.equals(FernetKey.NULL_KEY)) {
            log.warn("encrypting a credential with the null key; run credential_setup, then credential_migrate");
        }
        return new EncryptedCredential(fernet.encrypt(blob.getBytes(StandardCharsets.UTF_8), key), key.hash());
    }

    /**
     * Decrypts {@code credential.encrypted_blob}.
     *
     * @throws InvalidTokenException if no key fits
     */
    public String decrypt(String encryptedBlob) {
        return new String(fernet.decrypt(encryptedBlob).plaintext(), StandardCharsets.UTF_8);
    }

    /** The {@code key_hash} of the primary key: rows with another one await {@code credential_migrate}. */
    public String primaryKeyHash() {
        return keys.sealing(FernetKey::hash);
    }
}
