package io.clavis.operator.admission;

import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneService;
import java.util.Locale;

/** A kind of resource that the webhook answers for, and under which paths. */
enum AdmittedKind {
    KEYSTONE("Keystone", Keystone.GROUP, Keystone.VERSION, true),
    IDENTITY_BACKEND("KeystoneIdentityBackend", Keystone.GROUP, Keystone.VERSION, true),
    SERVICE("KeystoneService", KeystoneService.GROUP, KeystoneService.VERSION, false),
    ENDPOINT("KeystoneEndpoint", KeystoneService.GROUP, KeystoneService.VERSION, false),
    APPLICATION_CREDENTIAL("KeystoneApplicationCredential", KeystoneService.GROUP, KeystoneService.VERSION, false);

    private final String kind;
    private final String group;
    private final String version;
    private final boolean defaulted;

    AdmittedKind(String kind, String group, String version, boolean defaulted) {
        this.kind = kind;
        this.group = group;
        this.version = version;
        this.defaulted = defaulted;
    }

    String kind() {
        return kind;
    }

    String group() {
        return group;
    }

    String version() {
        return version;
    }

    String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    String plural() {
        return singular() + "s";
    }

    /** Whether it is asked to fill something in, too. */
    boolean defaulted() {
        return defaulted;
    }

    String validatingPath() {
        return path("/validate-");
    }

    String mutatingPath() {
        return path("/mutate-");
    }

    private String path(String verb) {
        return verb + group.replace('.', '-') + "-" + version + "-" + singular();
    }
}
