package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.SecretKeyReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the Pods need to speak to the database over TLS: the authority's certificate and one of their own, with its key. For
 * a cluster of the MariaDB operator cert-manager issues it; elsewhere, and where the resource names other Secrets, they
 * only have to be there.
 */
public final class DatabaseTlsStep implements Step {
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final String PENDING = "CertificatePending";

    @Override
    public String condition() {
        return "DatabaseTLSReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var tls = keystone.getSpec().database().tls();
        if (tls == null || !tls.enabled()) {
            return without(keystone, world, Outcome.holds("NotRequired", "spec.database.tls is not set, or disabled"));
        }
        var authority = tls.caBundleSecretRef();
        var own = tls.clientCertSecretRef();
        if (authority == null || own == null) {
            return Outcome.fails(
                    "MissingCertificateRefs",
                    "spec.database.tls: expected caBundleSecretRef and clientCertSecretRef, or mode disabled");
        }
        if (!ClientCertificate.isMeant(keystone, tls)) {
            var given = Outcome.holds("ExternallyManaged", "the Secrets are there");
            return without(keystone, world, missing(world, authority, own).orElse(given));
        }
        return issued(keystone, world, missing(world, authority, own));
    }

    private static Outcome issued(Keystone keystone, World world, Optional<Outcome> missing) {
        if (!ClientCertificate.isServed(world)) {
            return Outcome.waits(PENDING, "there is no cert-manager that could issue one", AGAIN);
        }
        var cluster = keystone.getSpec().database().cluster().orElseThrow();
        if (!Mariadb.isThere(world, cluster)) {
            return Outcome.waits(PENDING, "there is no MariaDB " + cluster + " that the certificate is for", AGAIN);
        }
        var wanted = ClientCertificate.wanted(keystone, Mariadb.clientIssuer(world, cluster));
        var name = ClientCertificate.name(keystone);
        var outcome = ClientCertificate.isIssued(keystone, world, wanted)
                ? missing.orElse(Outcome.holds("CertificateIssued", "Certificate " + name + " is issued"))
                : Outcome.waits(PENDING, "Certificate " + name + " is not issued yet", AGAIN);
        return outcome.writing(new Write.Apply(wanted));
    }

    /** The Certificate goes away where it is no longer meant; its Secret stays, as cert-manager has it. */
    private static Outcome without(Keystone keystone, World world, Outcome outcome) {
        return ClientCertificate.there(keystone, world)
                .filter(found -> Owned.by(keystone, found))
                .map(found -> outcome.writing(new Write.Delete(found)))
                .orElse(outcome);
    }

    private static Optional<Outcome> missing(World world, SecretKeyReference authority, SecretKeyReference own) {
        return missing(world, authority.name(), List.of("ca.crt"))
                .or(() -> missing(world, own.name(), List.of("tls.crt", "tls.key")))
                .map(what -> Outcome.waits(PENDING, what, AGAIN));
    }

    private static Optional<String> missing(World world, String name, List<String> keys) {
        var secret = world.find(Secret.class, name);
        if (secret.isEmpty()) {
            return Optional.of("there is no Secret " + name);
        }
        return keys.stream()
                .filter(key -> Secrets.text(secret.get(), key).isEmpty())
                .findFirst()
                .map(key -> "Secret " + name + " has no key " + key + ", or an empty one");
    }
}
