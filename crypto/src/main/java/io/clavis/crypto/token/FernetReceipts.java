package io.clavis.crypto.token;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Auth receipts ({@code [receipt] provider = fernet}). Safe for use by many threads. */
public final class FernetReceipts {
    private final Fernet fernet;
    private final PayloadFormat format;

    /** Receipts are bound to the order of {@code authMethods}, which is {@code [auth] methods} as configured. */
    public FernetReceipts(KeySource keys, List<String> authMethods, InstantSource clock, SecureRandom random) {
        this.fernet = new Fernet(keys, clock, random);
        this.format = new PayloadFormat(authMethods, "");
    }

    /** Makes the text of a new receipt. */
    public String issue(ReceiptPayload payload) {
        return fernet.encryptUnpadded(format.write(payload));
    }

    /**
     * Opens a receipt. Whether it has expired is for the caller to ask.
     *
     * @throws InvalidTokenException if it is not a receipt of ours
     */
    public IssuedReceipt read(String receipt) {
        var message = fernet.decrypt(receipt);
        return new IssuedReceipt(format.readReceipt(message.plaintext()), message.issuedAt());
    }
}
