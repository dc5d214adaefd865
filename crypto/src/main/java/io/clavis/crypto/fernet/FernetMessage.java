package io.clavis.crypto.fernet;

import java.time.Instant;

/** What a Fernet envelope held. */
public final class FernetMessage {
    private final byte[] plaintext;
    private final Instant issuedAt;

    FernetMessage(byte[] plaintext, Instant issuedAt) {
        this.plaintext = plaintext;
        this.issuedAt = issuedAt;
    }

    /** The decrypted bytes; the array belongs to the caller. */
    public byte[] plaintext() {
        return plaintext;
    }

    /** When the envelope was made, in whole seconds. */
    public Instant issuedAt() {
        return issuedAt;
    }
}
