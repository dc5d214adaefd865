package io.clavis.crypto.password;

import java.util.concurrent.CompletableFuture;

/** The bcrypt function ({@code $2b$}). Both implementations give the same results. */
interface Bcrypt {
    /**
     * The 31 characters of digest.
     *
     * @param password of which 72 bytes count, zeros among them
     * @param salt 22 characters in bcrypt's base64
     * @param cost 4 to 31
     */
    String digest(byte[] password, String salt, int cost);

    /** The fastest implementation that works on this machine; it is looked for while others go on. */
    static Bcrypt fastest() {
        var found = CompletableFuture.supplyAsync(Bcrypt::look);
        return (password, salt, cost) -> found.join().digest(password, salt, cost);
    }

    private static Bcrypt look() {
        Bcrypt java = new BouncyBcrypt();
        return LibxcryptBcrypt.load(java).orElse(java);
    }
}
