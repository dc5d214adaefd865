package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Served;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.DatabaseSpec.CredentialsMode;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The objects of the MariaDB operator. */
public final class Mariadb {
    /** Their API group. */
    public static final String GROUP = "k8s.mariadb.com";
    /** Their API version. */
    public static final String VERSION = "v1alpha1";

    private static final String CLUSTER = "MariaDB";

    /** In the order in which they are made. */
    private static final List<String> KINDS = List.of("Database", "User", "Grant");

    private Mariadb() {}

    /** Whether the cluster of this name serves. */
    static boolean isReady(World world, String cluster) {
        return world.serves(GROUP, VERSION, CLUSTER)
                && world.find(context(CLUSTER), cluster)
                        .filter(ExternalSecrets::isReady)
                        .isPresent();
    }

    /** Whether there is a cluster of this name, ready or not. */
    static boolean isThere(World world, String cluster) {
        return world.serves(GROUP, VERSION, CLUSTER)
                && world.find(context(CLUSTER), cluster).isPresent();
    }

    /** The issuer of cert-manager whose certificates a cluster believes of its clients, where it names one. */
    static Optional<Map<String, Object>> clientIssuer(World world, String cluster) {
        return world.find(context(CLUSTER), cluster)
                .map(found -> found.getAdditionalProperties().get("spec"))
                .flatMap(spec -> inside(spec, "tls"))
                .flatMap(tls -> inside(tls, "clientCertIssuerRef"))
                .map(issuer -> {
                    var named = new LinkedHashMap<String, Object>();
                    issuer.forEach((key, value) -> named.put(String.valueOf(key), value));
                    return named;
                });
    }

    private static Optional<Map<?, ?>> inside(Object object, String field) {
        return object instanceof Map<?, ?> fields && fields.get(field) instanceof Map<?, ?> found
                ? Optional.of(found)
                : Optional.empty();
    }

    /** What a Keystone needs of its cluster. Where the credentials are dynamic, somebody else makes the user. */
    static List<GenericKubernetesResource> wanted(Keystone keystone, String cluster) {
        var database = keystone.getSpec().database();
        var name = keystone.getMetadata().getName();
        var wanted = new ArrayList<GenericKubernetesResource>();
        wanted.add(object(
                keystone,
                "Database",
                spec(
                        cluster,
                        Map.of(
                                "name",
                                database.database(),
                                "characterSet",
                                "utf8mb4",
                                "collate",
                                "utf8mb4_general_ci"))));
        if (database.credentialsMode() == CredentialsMode.Dynamic) {
            return wanted;
        }
        var secret = database.secretRef();
        wanted.add(object(
                keystone,
                "User",
                spec(
                        cluster,
                        Map.of(
                                "passwordSecretKeyRef",
                                Map.of("name", secret.name(), "key", secret.key()),
                                "host",
                                "%"))));
        wanted.add(object(
                keystone,
                "Grant",
                spec(
                        cluster,
                        Map.of(
                                "privileges",
                                List.of("ALL PRIVILEGES"),
                                "database",
                                database.database(),
                                "table",
                                "*",
                                "username",
                                name,
                                "host",
                                "%"))));
        return wanted;
    }

    /** The first of them that is not ready. */
    static Optional<String> unready(Keystone keystone, World world, List<GenericKubernetesResource> wanted) {
        var name = keystone.getMetadata().getName();
        return wanted.stream()
                .map(HasMetadata::getKind)
                .filter(kind -> world.find(context(kind), name)
                        .filter(ExternalSecrets::isReady)
                        .isEmpty())
                .findFirst();
    }

    /** What there is of a Keystone, to be removed with it. */
    public static List<GenericKubernetesResource> of(Keystone keystone, World world) {
        return KINDS.reversed().stream()
                .filter(kind -> world.serves(GROUP, VERSION, kind))
                .map(kind -> world.find(context(kind), keystone.getMetadata().getName()))
                .flatMap(Optional::stream)
                .filter(object -> Owned.by(keystone, object))
                .toList();
    }

    /** The kinds that a Keystone may own, if the API server knows them. */
    public static List<String> served(Served served) {
        return KINDS.stream().filter(kind -> served.has(GROUP, VERSION, kind)).toList();
    }

    private static Map<String, Object> spec(String cluster, Map<String, Object> rest) {
        var spec = new LinkedHashMap<String, Object>(rest);
        spec.put("mariaDbRef", Map.of("name", cluster));
        return spec;
    }

    private static GenericKubernetesResource object(Keystone keystone, String kind, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind(kind)
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName()))
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private static ResourceDefinitionContext context(String kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }
}
