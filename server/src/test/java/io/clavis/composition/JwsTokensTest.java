package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A service whose tokens are JSON Web Signatures. */
@EveryDatabase
class JwsTokensTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    JwsTokensTest(TestDatabase database) {
        this.database = database;
    }

    private Cloud cloud(String algorithm) {
        return cloud(algorithm, algorithm);
    }

    private Cloud cloud(String algorithm, String accepted) {
        return Cloud.start(
                database,
                Map.of(
                        "token.provider",
                        "jws",
                        "jwt_tokens.jws_algorithm",
                        algorithm,
                        "jwt_tokens.jws_accepted_algorithms",
                        accepted,
                        "jwt_tokens.jws_private_key_repository",
                        keys.toString(),
                        "jwt_tokens.jws_public_key_repository",
                        keys.toString()));
    }

    private void pair(JwsAlgorithm algorithm) {
        JwsKeyPair.in(keys).write(algorithm.generate(new SecureRandom()), KeyOwner.PROCESS);
    }

    @Test
    void tokensAreIssuedValidatedAndRevoked() {
        pair(JwsAlgorithm.EDDSA);
        try (var cloud = cloud("EdDSA")) {
            var admin = cloud.admin();
            var other = cloud.node();
            assertThat(admin.split("\\.")).hasSize(3);
            other.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                    .expect(200);
            other.get(admin, "/v3/users").expect(200);
            cloud.client()
                    .send(admin, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                    .expect(204);
            cloud.client().get(admin, "/v3/users").expect(401);
            cloud.client().get(admin + "x", "/v3/users").expect(401);
        }
    }

    @Test
    void aNodeWithoutThePrivateKeyValidatesOnly() throws IOException {
        pair(JwsAlgorithm.ES256);
        try (var cloud = cloud("ES256")) {
            var admin = cloud.admin();
            Files.delete(keys.resolve("private.pem"));
            var edge = cloud.node();
            edge.get(admin, "/v3/users").expect(200);
            edge.post(
                            null,
                            "/v3/auth/tokens",
                            "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + admin + "'}}}}")
                    .expect(503);
        }
    }

    @Test
    void whatIsPublishedVerifiesTheTokens() throws GeneralSecurityException {
        pair(JwsAlgorithm.ES384);
        try (var cloud = cloud("ES384")) {
            var published =
                    cloud.client().get(null, "/v3/auth/OS-CLAVIS/jwks.json").expect(200);
            assertThat(published.header("Content-Type")).contains("application/jwk-set+json");
            assertThat(published.header("Cache-Control").orElseThrow()).contains("max-age");
            var key = published.at("/keys/0");
            assertThat(published.at("/keys").size()).isOne();
            assertThat(key.path("alg").asString()).isEqualTo("ES384");
            assertThat(key.has("d")).isFalse();
            var token = cloud.admin();
            var end = token.lastIndexOf('.');
            var verifying = Signature.getInstance("SHA384withECDSAinP1363Format");
            verifying.initVerify(publicKey(key));
            verifying.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            assertThat(verifying.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
                    .isTrue();
        }
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp384r1"));
        var point = new ECPoint(coordinate(key, "x"), coordinate(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger coordinate(JsonNode key, String name) {
        var bytes = Base64.getUrlDecoder().decode(key.path(name).asString());
        assertThat(bytes).hasSize(48);
        return new BigInteger(1, bytes);
    }

    @Test
    void fernetTokensHaveNoPublicKey() {
        try (var cloud = Cloud.start(database)) {
            assertThat(cloud.client()
                            .get(null, "/v3/auth/OS-CLAVIS/jwks.json")
                            .expect(200)
                            .text())
                    .isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void unknownAlgorithmAndMissingKeysAreToldAtTheStart() {
        assertThatThrownBy(() -> cloud("ES256")).hasMessageContaining("holds no key");
        pair(JwsAlgorithm.ES256);
        assertThatThrownBy(() -> cloud("ES256", "ES256,HS256"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("HS256");
    }
}
