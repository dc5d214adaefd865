package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.Configuration;
import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.keyrotation.KeyEncryptionException;
import io.clavis.keyrotation.ManagedKeys;
import io.clavis.keyrotation.Repository;
import io.clavis.keyrotation.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services whose keys look after themselves. */
@EveryDatabase
class KeyManagementTest {
    private final TestDatabase database;

    @TempDir
    private Path directory;

    private Path encryptionKeys;

    KeyManagementTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTheEncryptionKey() throws IOException {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        encryptionKeys = Files.writeString(
                directory.resolve("encryption-keys"), Base64.getUrlEncoder().encodeToString(key));
    }

    private Map<String, String> managed(Map<String, String> more) {
        var options = new HashMap<>(Map.of(
                "clavis.key_management", "database", "clavis.key_encryption_key_file", encryptionKeys.toString()));
        options.putAll(more);
        return options;
    }

    private static <T> T withKeys(Configuration configuration, Function<ManagedKeys, T> work) {
        try (var capabilities = Capabilities.open(configuration)) {
            return work.apply(capabilities.keys().managed().orElseThrow());
        }
    }

    // Two rotations are never closer than two seconds: the one before was longer ago.
    private static Rotation rotate(Cloud cloud, Repository repository) {
        try (var database = cloud.database()) {
            database.write(
                    Origin.SYSTEM, tx -> tx.sql().execute("UPDATE clavis_key SET primary_at = primary_at - 9000000"));
        }
        return withKeys(cloud.configuration(), keys -> keys.rotate(repository));
    }

    private static void validates(Cloud cloud, String token) {
        var other = cloud.node();
        other.send(token, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
        cloud.client().get(token, "/v3/users").expect(200);
    }

    @Test
    void tokensOutliveRotationsOnEveryNode() {
        try (var cloud = Cloud.start(database, managed(Map.of()))) {
            var before = cloud.admin();
            validates(cloud, before);
            assertThat(rotate(cloud, Repository.TOKENS)).isInstanceOf(Rotation.Done.class);
            assertThat(rotate(cloud, Repository.RECEIPTS)).isInstanceOf(Rotation.Done.class);
            var after = cloud.admin();
            validates(cloud, before);
            validates(cloud, after);
        }
    }

    @Test
    void credentialsAreEncryptedAnewWhenTheirKeysRotate() {
        try (var cloud = Cloud.start(database, managed(Map.of()))) {
            var admin = cloud.admin();
            var user = cloud.client()
                    .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                    .string("/token/user/id");
            var id = cloud.create(
                    "/v3/credentials", "credential", "'type':'cert','blob':'secret','user_id':'" + user + "'");
            assertThat(rotate(cloud, Repository.CREDENTIALS)).isInstanceOf(Rotation.Done.class);
            try (var capabilities = Capabilities.open(cloud.configuration())) {
                assertThat(capabilities.credentials().areUnderPrimaryKey()).isTrue();
            }
            assertThat(cloud.client().get(admin, "/v3/credentials/" + id).string("/credential/blob"))
                    .isEqualTo("secret");
        }
    }

    @Test
    void jsonWebSignaturesOutliveRotations() {
        JwsKeyPair.in(directory).write(JwsAlgorithm.ES256.generate(new SecureRandom()), KeyOwner.PROCESS);
        var jws = Map.of(
                "token.provider",
                "jws",
                "jwt_tokens.jws_private_key_repository",
                directory.toString(),
                "jwt_tokens.jws_public_key_repository",
                directory.toString());
        try (var cloud = Cloud.start(database, managed(jws))) {
            var before = cloud.admin();
            assertThat(before.split("\\.")).hasSize(3);
            assertThat(rotate(cloud, Repository.JWS)).isInstanceOf(Rotation.Done.class);
            validates(cloud, before);
            validates(cloud, cloud.admin());
        }
    }

    @Test
    void tokensFromBeforeTheSwitchAreGoodAfterIt() {
        try (var cloud = Cloud.start(database, Map.of())) {
            var before = cloud.admin();
            var options = new HashMap<>(cloud.options());
            options.putAll(managed(Map.of()));
            try (var switched = Keystone.start(Configuration.of(options))) {
                var client = new io.clavis.http.TestClient("http://127.0.0.1:" + switched.port());
                client.get(before, "/v3/users").expect(200);
                Rotation rotation = withKeys(Configuration.of(options), keys -> keys.rotate(Repository.TOKENS));
                assertThat(rotation)
                        .as("the node that keeps its keys in files holds the others back")
                        .isInstanceOf(Rotation.Waits.class);
            }
        }
    }

    @Test
    void aNodeThatCannotReadItsKeysDoesNotStart() throws IOException {
        assertThatThrownBy(() -> Cloud.start(database, Map.of("clavis.key_management", "database")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("key_encryption_key_file");
        assertThatThrownBy(() -> Cloud.start(database, managed(Map.of("fernet_tokens.max_active_keys", "2"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("[fernet_tokens] max_active_keys");
        Files.delete(encryptionKeys);
        assertThatThrownBy(() -> Cloud.start(database, managed(Map.of())))
                .isInstanceOf(KeyEncryptionException.class)
                .satisfies(failure -> assertThat(StartFailure.sentence(failure)).isPresent());
    }
}
