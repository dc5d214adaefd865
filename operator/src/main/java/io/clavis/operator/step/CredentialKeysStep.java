package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import java.security.SecureRandom;

/** The keys that credentials are encrypted with, and their rotation by a CronJob. */
public final class CredentialKeysStep implements Step {
    private final KeyRotation rotation;

    public CredentialKeysStep(SecureRandom random) {
        this.rotation = new KeyRotation(RotatedKind.CREDENTIAL, random);
    }

    @Override
    public String condition() {
        return "CredentialKeysReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        return rotation.decide(keystone, world);
    }
}
