package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Served;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.DatabaseTls;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Certificate {@code <name>-db-client} of cert-manager, by which the database's cluster knows Keystone. Its Secret has
 * the same name, and {@code ca.crt} beside certificate and key.
 */
public final class ClientCertificate {
    /** Its API group. */
    public static final String GROUP = "cert-manager.io";

    /** Its API version. */
    public static final String VERSION = "v1";

    /** Its kind. */
    public static final String KIND = "Certificate";

    /** Who signs where the MariaDB operator's cluster does not say whose certificates it believes: upstream's issuer. */
    private static final Map<String, Object> ISSUER =
            Map.of("name", "openstack-db-ca-issuer", "kind", "ClusterIssuer", "group", GROUP);

    private ClientCertificate() {}

    /** The name of the Certificate and of its Secret. */
    static String name(Keystone keystone) {
        return keystone.getMetadata().getName() + "-db-client";
    }

    /** Whether the resource names the Secret of this Certificate; any other Secret is somebody else's to fill. */
    static boolean isMeant(Keystone keystone, DatabaseTls tls) {
        return keystone.getSpec().database().cluster().isPresent()
                && tls.clientCertSecretRef() != null
                && tls.clientCertSecretRef().name().equals(name(keystone));
    }

    /** Whether there is a cert-manager. */
    static boolean isServed(World world) {
        return world.serves(GROUP, VERSION, KIND);
    }

    /** The same, of an API server at a start. */
    public static boolean isServed(Served served) {
        return served.has(GROUP, VERSION, KIND);
    }

    /** As it is there. */
    static Optional<GenericKubernetesResource> there(Keystone keystone, World world) {
        return isServed(world) ? world.find(context(), name(keystone)) : Optional.empty();
    }

    /** Whether it is issued, as it is wanted now. */
    static boolean isIssued(Keystone keystone, World world, GenericKubernetesResource wanted) {
        return there(keystone, world)
                .filter(found -> Contents.applied(wanted, found) && ExternalSecrets.isReady(found))
                .isPresent();
    }

    /**
     * As it should be. Its name is that of the database's user. The form of the key is what every driver reads.
     *
     * @param issuer whose certificates the cluster believes, if it says so
     */
    static GenericKubernetesResource wanted(Keystone keystone, Optional<Map<String, Object>> issuer) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind(KIND)
                .withMetadata(Owned.meta(keystone, name(keystone)))
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "secretName",
                                name(keystone),
                                "commonName",
                                keystone.getMetadata().getName(),
                                "usages",
                                List.of("client auth", "digital signature", "key encipherment"),
                                "privateKey",
                                Map.of("encoding", "PKCS8", "rotationPolicy", "Always"),
                                "issuerRef",
                                issuer.orElse(ISSUER)))
                .build();
    }

    private static ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(KIND)
                .withPlural("certificates")
                .withNamespaced(true)
                .build();
    }
}
