package io.clavis.operator.step;

import io.clavis.operator.configuration.Paths;
import io.clavis.operator.resource.Keystone;
import java.util.List;

/** The two kinds of keys that rotate. */
enum RotatedKind implements ScheduledRotation {
    /** Of tokens and receipts. */
    FERNET("fernet", "Fernet", Paths.FERNET_KEYS),

    /**
     * Of credentials. All credentials are brought under the primary key in use before the next one is staged, not after:
     * so whatever becomes of the rotated keys, no credential needs a key that is not in use, and the next rotation finds
     * them as it must.
     */
    CREDENTIAL("credential", "Credential", Paths.CREDENTIAL_KEYS);

    private final String word;
    private final String title;
    private final String directory;

    RotatedKind(String word, String title, String directory) {
        this.word = word;
        this.title = title;
        this.directory = directory;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String target() {
        return word + "-keys";
    }

    /** The same as conditions and reasons have it. */
    String title() {
        return title;
    }

    /** Where Keystone reads them. */
    String directory() {
        return directory;
    }

    /** What is to be run of {@code keystone-manage}, in this order. */
    List<String> commands() {
        return this == FERNET ? List.of("fernet_rotate") : List.of("credential_migrate", "credential_rotate");
    }

    @Override
    public String secret(Keystone keystone) {
        return keystone.getMetadata().getName() + "-" + word + "-keys";
    }

    @Override
    public String staging(Keystone keystone) {
        return secret(keystone) + "-rotation";
    }

    @Override
    public String schedule(Keystone keystone) {
        var spec = keystone.getSpec();
        return this == FERNET
                ? spec.fernet().rotationSchedule()
                : spec.credentialKeys().rotationSchedule();
    }

    @Override
    public boolean suspended(Keystone keystone) {
        var spec = keystone.getSpec();
        return this == FERNET ? spec.fernet().suspend() : spec.credentialKeys().suspend();
    }

    int maxActiveKeys(Keystone keystone) {
        var spec = keystone.getSpec();
        return this == FERNET
                ? spec.fernet().maxActiveKeys()
                : spec.credentialKeys().maxActiveKeys();
    }
}
