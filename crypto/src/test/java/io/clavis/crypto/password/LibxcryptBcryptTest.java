package io.clavis.crypto.password;

class LibxcryptBcryptTest implements BcryptContract {
    private final Bcrypt libxcrypt = LibxcryptBcrypt.load(new BouncyBcrypt()).orElseThrow();

    @Override
    public Bcrypt bcrypt() {
        return libxcrypt;
    }
}
