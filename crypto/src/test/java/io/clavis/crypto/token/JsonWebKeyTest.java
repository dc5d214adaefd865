package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JsonWebKeyTest {
    /** RFC 8037, appendix A.2 and A.3. */
    @Test
    void theKeyOfRfc8037HasItsThumbprint() throws GeneralSecurityException {
        var x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        var key = JsonWebKey.of(ed25519(Base64.getUrlDecoder().decode(x))).orElseThrow();
        assertThat(key.path("kty").asString()).isEqualTo("OKP");
        assertThat(key.path("crv").asString()).isEqualTo("Ed25519");
        assertThat(key.path("x").asString()).isEqualTo(x);
        assertThat(key.path("kid").asString()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(key.path("alg").asString()).isEqualTo("EdDSA");
        assertThat(key.path("use").asString()).isEqualTo("sig");
    }

    /** RFC 7517, appendix A.1. */
    @Test
    void theKeyOfRfc7517IsWrittenAsThere() throws GeneralSecurityException {
        var x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
        var y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
        var key = JsonWebKey.of(p256(x, y)).orElseThrow();
        assertThat(key.path("kty").asString()).isEqualTo("EC");
        assertThat(key.path("crv").asString()).isEqualTo("P-256");
        assertThat(key.path("x").asString()).isEqualTo(x);
        assertThat(key.path("y").asString()).isEqualTo(y);
        assertThat(key.path("alg").asString()).isEqualTo("ES256");
    }

    @Test
    void aCoordinateThatBeginsWithZeroKeepsItsLength() throws GeneralSecurityException {
        var key = JsonWebKey.of(p256("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "Hw"))
                .orElseThrow();
        assertThat(key.path("x").asString()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assertThat(Base64.getUrlDecoder().decode(key.path("y").asString())).hasSize(32);
    }

    @Test
    void aKeyThatSignsNoTokensIsNone() throws GeneralSecurityException {
        assertThat(JsonWebKey.of(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic()))
                .isEmpty();
    }

    private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
        var prefix = new byte[] {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
        var encoded = new byte[prefix.length + point.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(point, 0, encoded, prefix.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static PublicKey p256(String x, String y) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(number(x), number(y)), parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
