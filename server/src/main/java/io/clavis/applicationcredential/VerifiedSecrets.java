package io.clavis.applicationcredential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.clavis.db.Change;
import io.clavis.db.ChangeListener;
import io.clavis.db.Entity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that were right, so that each need be hashed once only: of each a digest under a key that this process alone
 * has and never writes down. A secret is long and random as a rule, and never changes for as long as its credential is
 * there; whether it is there is for the caller to know. Thread-safe.
 */
final class VerifiedSecrets implements ChangeListener {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MOST = 100_000;
    private static final Duration UNUSED = Duration.ofHours(1);

    private final SecretKeySpec key;
    private final Cache<String, byte[]> digests =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    VerifiedSecrets(SecureRandom random) {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Whether this is the secret that was right last; false says nothing. */
    boolean knows(String credentialId, String secret) {
        var digest = digests.getIfPresent(credentialId);
        return digest != null && MessageDigest.isEqual(digest, digest(secret));
    }

    void remember(String credentialId, String secret) {
        digests.put(credentialId, digest(secret));
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            if (change.entity() == Entity.APPLICATION_CREDENTIAL) {
                digests.invalidate(change.id());
            }
        }
    }

    @Override
    public void missed() {
        digests.invalidateAll();
    }

    private byte[] digest(String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
