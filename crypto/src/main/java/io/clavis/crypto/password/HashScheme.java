package io.clavis.crypto.password;

/** One way of writing password hashes. */
interface HashScheme {
    /** Whether the hash is in this scheme's format. */
    boolean recognises(String hash);

    /** Whether the password fits a hash that this scheme recognises; in constant time for hashes of one cost. */
    boolean verify(byte[] password, String hash);
}
