package io.clavis.crypto.password;

class BouncyBcryptTest implements BcryptContract {
    @Override
    public Bcrypt bcrypt() {
        return new BouncyBcrypt();
    }
}
