package io.clavis.crypto.password;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Bcrypt in Java. */
final class BouncyBcrypt implements Bcrypt {
    private static final int DIGEST_OFFSET = 29;

    @Override
    public String digest(byte[] password, String salt, int cost) {
        return OpenBSDBCrypt.generate("2b", password, BcryptBase64.decode(salt), cost)
                .substring(DIGEST_OFFSET);
    }
}
