package io.clavis.operator.step;

import io.clavis.operator.configuration.Paths;
import io.clavis.operator.resource.Keystone;
import java.util.List;

/** The two kinds of keys that rotate. */
enum RotatedKind {
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

    /** {@code fernet} or {@code credential}, as names of objects have it. */
    String word() {
        return word;
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

    /** The name of the Secret of the keys in use. */
    String secret(Keystone keystone) {
        return keystone.getMetadata().getName() + "-" + word + "-keys";
    }

    /** The name of the Secret that rotated keys are laid down in. */
    String staging(Keystone keystone) {
        return secret(keystone) + "-rotation";
    }

    /** The name of the CronJob, and of what it may do. */
    String rotation(Keystone keystone) {
        return keystone.getMetadata().getName() + "-" + word + "-rotate";
    }

    String schedule(Keystone keystone) {
        var spec = keystone.getSpec();
        return this == FERNET
                ? spec.fernet().rotationSchedule()
                : spec.credentialKeys().rotationSchedule();
    }

    boolean suspended(Keystone keystone) {
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
