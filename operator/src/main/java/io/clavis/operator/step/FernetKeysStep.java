package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.FernetSpec;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of tokens, and their rotation by a CronJob. Where the servers rotate keys themselves, these are the first ones
 * that they take over, and there is one more Secret: the key that seals the keys in the database.
 */
public final class FernetKeysStep implements Step {
    /** The only key of the Secret {@code <name>-key-encryption-key}. */
    public static final String KEY_ENCRYPTION = "key";

    private static final String KEY_ENCRYPTION_KEY = "key-encryption-key";
    private static final int BYTES = 32;

    private final SecureRandom random;
    private final KeyRotation rotation;

    public FernetKeysStep(SecureRandom random) {
        this.random = random;
        this.rotation = new KeyRotation(RotatedKind.FERNET, random);
    }

    @Override
    public String condition() {
        return "FernetKeysReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var outcome = rotation.decide(keystone, world);
        if (keystone.getSpec().fernet().mode() != FernetSpec.Mode.Server) {
            return outcome;
        }
        var writes = new ArrayList<Write>();
        var name = keystone.getMetadata().getName() + "-" + KEY_ENCRYPTION_KEY;
        if (world.find(Secret.class, name).isEmpty()) {
            writes.add(new Write.Create(sealing(keystone, name)));
        }
        KeyBackup.of(keystone, world, KEY_ENCRYPTION_KEY, Optional.empty()).ifPresent(writes::add);
        return outcome.writing(writes);
    }

    private Secret sealing(Keystone keystone, String name) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        return new SecretBuilder()
                .withMetadata(Owned.meta(keystone, name))
                .withType("Opaque")
                .withData(Map.of(
                        KEY_ENCRYPTION, Secrets.held(Base64.getUrlEncoder().encodeToString(key))))
                .build();
    }
}
