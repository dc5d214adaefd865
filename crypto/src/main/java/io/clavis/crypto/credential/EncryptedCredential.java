package io.clavis.crypto.credential;

/** The columns {@code credential.encrypted_blob} and {@code credential.key_hash}. */
public record EncryptedCredential(String blob, String keyHash) {
    @Override
    public String toString() {
        return "EncryptedCredential[***]";
    }
}
