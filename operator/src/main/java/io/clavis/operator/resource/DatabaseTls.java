package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * How the database is spoken to over TLS.
 *
 * @param mode {@code disabled}, {@code prefer}, {@code require}, {@code verify-ca} or {@code verify-full}
 * @param caBundleSecretRef a Secret with {@code ca.crt}
 * @param clientCertSecretRef a Secret with {@code tls.crt} and {@code tls.key}
 */
public record DatabaseTls(
        String mode,
        @Nullable SecretKeyReference caBundleSecretRef,
        @Nullable SecretKeyReference clientCertSecretRef) {
    public DatabaseTls {
        mode = mode == null || mode.isEmpty() ? "require" : mode;
    }

    /** Whether TLS is spoken at all. */
    public boolean enabled() {
        return !mode.equals("disabled");
    }
}
