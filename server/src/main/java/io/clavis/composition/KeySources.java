package io.clavis.composition;

import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.FernetReceiptsOptions;
import io.clavis.config.FernetTokensOptions;
import io.clavis.config.JwtTokensOptions;
import io.clavis.config.ReceiptOptions;
import io.clavis.config.TokenOptions;
import io.clavis.credential.Credentials;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.JwsKeys;
import io.clavis.crypto.key.NullKeyFallback;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.Database;
import io.clavis.db.Origin;
import io.clavis.keyrotation.KeyEncryptionFile;
import io.clavis.keyrotation.ManagedKeys;
import io.clavis.keyrotation.Reencryption;
import io.clavis.keyrotation.Repository;
import io.clavis.keyrotation.RotationSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where keys come from, as {@code [clavis] key_management} says: the directories that the operator looks after, or the
 * database, through which the nodes rotate them.
 *
 * @param managed the keys of the database, in that mode
 */
public record KeySources(Configuration configuration, InstantSource clock, Optional<ManagedKeys> managed)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeySources.class);
    /** What a request may take from encrypting a credential to storing it, generously. */
    private static final Duration CREDENTIAL_IN_FLIGHT = Duration.ofHours(1);

    static KeySources of(Configuration configuration, Database database) {
        var clock = database.nodes().clock();
        return new KeySources(
                configuration,
                clock,
                isManaged(configuration) ? Optional.of(managed(configuration, database, clock)) : Optional.empty());
    }

    /** Whether the keys are kept in the database. */
    public static boolean isManaged(Configuration configuration) {
        return configuration.get(ClavisOptions.KEY_MANAGEMENT).equals("database");
    }

    /** The file that the keys in the database are sealed with; refuses a configuration without one. */
    public static KeyEncryptionFile encryption(Configuration configuration) {
        var file = configuration
                .get(ClavisOptions.KEY_ENCRYPTION_KEY_FILE)
                .orElseThrow(() -> new StartFailure("[clavis] key_management = database needs key_encryption_key_file:"
                        + " a file with a key that seals the keys in the database, the same on every node."));
        return new KeyEncryptionFile(configuration.locate(file), new SecureRandom());
    }

    private static ManagedKeys managed(Configuration configuration, Database database, InstantSource clock) {
        var files = Keys.of(configuration);
        var interval = configuration.get(ClavisOptions.KEY_ROTATION_INTERVAL).map(Duration::ofSeconds);
        var tokenLife = Duration.ofSeconds(
                configuration.get(TokenOptions.EXPIRATION) + configuration.get(TokenOptions.ALLOW_EXPIRED_WINDOW));
        var receiptLife = Duration.ofSeconds(configuration.get(ReceiptOptions.EXPIRATION));
        var keys = new ManagedKeys(database, encryption(configuration))
                .with(
                        Repository.RECEIPTS,
                        files.receipts().open(),
                        overridden(
                                settings(
                                        "fernet_receipts",
                                        receiptLife,
                                        configuration.get(FernetReceiptsOptions.MAX_ACTIVE_KEYS)),
                                interval))
                .with(
                        Repository.CREDENTIALS,
                        files.credentials().open(),
                        new RotationSettings(
                                Duration.ofSeconds(configuration.get(ClavisOptions.CREDENTIAL_KEY_ROTATION_INTERVAL)),
                                CREDENTIAL_IN_FLIGHT));
        if (configuration.get(TokenOptions.PROVIDER).equals("jws")) {
            var algorithm = configuration.get(JwtTokensOptions.JWS_ALGORITHM);
            return keys.with(
                    Keys.jws(configuration, clock),
                    JwsAlgorithm.of(algorithm).orElseThrow(),
                    overridden(RotationSettings.of(tokenLife, RotationSettings.FEWEST_KEYS), interval));
        }
        return keys.with(
                Repository.TOKENS,
                files.tokens().open(),
                overridden(
                        settings("fernet_tokens", tokenLife, configuration.get(FernetTokensOptions.MAX_ACTIVE_KEYS)),
                        interval));
    }

    private static RotationSettings settings(String section, Duration life, int maxActiveKeys) {
        if (maxActiveKeys < RotationSettings.FEWEST_KEYS) {
            throw new StartFailure("[" + section + "] max_active_keys: with [clavis] key_management = database there"
                    + " must be at least " + RotationSettings.FEWEST_KEYS + " (staged, primary and secondary), not "
                    + maxActiveKeys + ".");
        }
        return RotationSettings.of(life, maxActiveKeys);
    }

    private static RotationSettings overridden(RotationSettings computed, Optional<Duration> interval) {
        return interval.map(computed::every).orElse(computed);
    }

    /** The keys of Fernet tokens. */
    KeySource tokens() {
        return managed.filter(keys -> keys.repositories().contains(Repository.TOKENS))
                .map(keys -> keys.fernet(Repository.TOKENS))
                .orElseGet(() -> Keys.of(configuration).tokens().open());
    }

    /** The keys of receipts. */
    KeySource receipts() {
        return managed.map(keys -> keys.fernet(Repository.RECEIPTS))
                .orElseGet(() -> Keys.of(configuration).receipts().open());
    }

    /** The keys of credentials, upstream's null key last. */
    KeySource credentials() {
        return new NullKeyFallback(managed.map(keys -> keys.fernet(Repository.CREDENTIALS))
                .orElseGet(() -> Keys.of(configuration).credentials().open()));
    }

    /** The keys of JWS tokens. */
    JwsKeys jws() {
        return managed.filter(keys -> keys.repositories().contains(Repository.JWS))
                .map(ManagedKeys::jws)
                .orElseGet(() -> Keys.jws(configuration, clock));
    }

    /** Credential keys encrypt these. */
    KeySources with(Credentials credentials) {
        managed.ifPresent(keys -> keys.with(new Reencryption() {
            @Override
            public boolean isUnder(DSLContext sql, String keyHash) {
                return credentials.isUnder(sql, keyHash);
            }

            @Override
            public void renew() {
                var lost = credentials.migrate(Origin.SYSTEM);
                if (!lost.isEmpty()) {
                    LOG.error("no key fits the credentials {}", String.join(", ", lost));
                }
            }
        }));
        return this;
    }

    /** Looks after the keys of the database from now on. */
    void keep() {
        managed.ifPresent(ManagedKeys::keep);
    }

    @Override
    public void close() {
        managed.ifPresent(ManagedKeys::close);
    }
}
