package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTlsStepTest {
    private static final String MANAGED = """
            database:
              clusterRef: {name: mariadb}
              database: keystone
              secretRef: {name: s}
              tls: {mode: verify-full, caBundleSecretRef: {name: %1$s}, clientCertSecretRef: {name: %1$s}}
            """;
    private static final String ELSEWHERE = """
            database:
              host: db.example
              database: keystone
              secretRef: {name: s}
              tls: {mode: %s, caBundleSecretRef: {name: ca}, clientCertSecretRef: {name: own}}
            """;
    private static final Map<String, String> ALL = Map.of("ca.crt", "c", "tls.crt", "o", "tls.key", "k");

    private final Given given = new Given();
    private final DatabaseTlsStep step = new DatabaseTlsStep();

    @Test
    void withoutAWordOnItNothingIsNeeded() {
        assertThat(decide(Resources.document()))
                .isEqualTo(Outcome.holds("NotRequired", "spec.database.tls is not set, or disabled"));
    }

    @Test
    void disabledItIsNotNeededEither() {
        assertThat(decide(Resources.documentWith(ELSEWHERE.formatted("disabled")))
                        .reason())
                .isEqualTo("NotRequired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require", "verify-ca", "verify-full"})
    void elsewhereTheSecretsHaveToBeThere(String mode) {
        var keystone = Resources.documentWith(ELSEWHERE.formatted(mode));
        assertThat(decide(keystone).message()).isEqualTo("there is no Secret ca");
        given.withSecret("ca", Map.of("ca.crt", "c"));
        assertThat(decide(keystone).message()).isEqualTo("there is no Secret own");
        given.withSecret("own", Map.of("tls.crt", "o"));
        assertThat(decide(keystone).message()).isEqualTo("Secret own has no key tls.key, or an empty one");
        assertThat(decide(keystone).reason()).isEqualTo("CertificatePending");
        given.withSecret("own", Map.of("tls.crt", "o", "tls.key", "k"));
        assertThat(decide(keystone).reason()).isEqualTo("ExternallyManaged");
        assertThat(decide(keystone).writes()).isEmpty();
    }

    @Test
    void bothReferencesAreNeeded() {
        var keystone = Resources.documentWith(
                "database: {host: d, database: k, secretRef: {name: s}, tls: {caBundleSecretRef: {name: ca}}}");
        var outcome = decide(keystone);
        assertThat(outcome.reason()).isEqualTo("MissingCertificateRefs");
        assertThat(outcome.again()).isNull();
    }

    @Test
    void ofAClusterTheCertificateIsIssuedAndWaitedFor() {
        var keystone = managed();
        assertThat(decide(keystone).message()).contains("no cert-manager");
        given.serving("cert-manager.io/v1/Certificate", "k8s.mariadb.com/v1alpha1/MariaDB");
        assertThat(decide(keystone).message()).contains("no MariaDB mariadb");
        given.with(cluster(Map.of()));
        var outcome = decide(keystone);
        assertThat(outcome.reason()).isEqualTo("CertificatePending");
        given.after(outcome);
        assertThat(spec())
                .containsEntry("secretName", "keystone-db-client")
                .containsEntry("commonName", "keystone")
                .containsEntry(
                        "issuerRef",
                        Map.of("name", "openstack-db-ca-issuer", "kind", "ClusterIssuer", "group", "cert-manager.io"));
        assertThat(decide(keystone).reason()).isEqualTo("CertificatePending");
    }

    @Test
    void onceIssuedItHoldsAndIsNotWrittenAgain() {
        var world =
                new WorldInMemory().serving("cert-manager.io/v1/Certificate").with(cluster(Map.of()));
        var keystone = managed();
        step.decide(keystone, world).writes().forEach(world::write);
        var certificate = ClientCertificate.there(keystone, world).orElseThrow();
        certificate.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        world.with(certificate);
        assertThat(step.decide(keystone, world).message()).isEqualTo("there is no Secret keystone-db-client");
        world.withSecret("keystone-db-client", ALL);
        int writes = world.writes();
        var outcome = step.decide(keystone, world);
        outcome.writes().forEach(world::write);
        assertThat(outcome.reason()).isEqualTo("CertificateIssued");
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void theClustersOwnIssuerIsTaken() {
        given.serving("cert-manager.io/v1/Certificate", "k8s.mariadb.com/v1alpha1/MariaDB")
                .with(cluster(Map.of("tls", Map.of("clientCertIssuerRef", Map.of("name", "i", "kind", "Issuer")))));
        given.after(decide(managed()));
        assertThat(spec()).containsEntry("issuerRef", Map.of("name", "i", "kind", "Issuer"));
    }

    @Test
    void anotherSecretThanTheCertificatesIsSomebodyElses() {
        var keystone = Resources.documentWith(MANAGED.formatted("brought"));
        given.withSecret("brought", ALL);
        assertThat(decide(keystone).reason()).isEqualTo("ExternallyManaged");
        assertThat(decide(keystone).writes()).isEmpty();
    }

    @Test
    void aCertificateThatIsNoLongerMeantGoesAway() {
        given.serving("cert-manager.io/v1/Certificate", "k8s.mariadb.com/v1alpha1/MariaDB")
                .with(cluster(Map.of()));
        given.after(decide(managed()));
        assertThat(given.names()).contains("Certificate keystone-db-client");
        given.after(decide(Resources.document()));
        assertThat(given.names()).doesNotContain("Certificate keystone-db-client");
    }

    @Test
    void podsOfEveryKindHaveTheFiles() {
        var keystone = managed();
        var files = ConfigurationStep.wanted(keystone, given).orElseThrow();
        var pods = List.of(
                PodTemplates.job(keystone, files, List.of("db_sync"), List.of()),
                ServerPod.template(keystone, given, files));
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.getSpec().getContainers().getFirst().getVolumeMounts())
                    .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/etc/keystone/database-tls"));
            assertThat(pod.getSpec().getVolumes())
                    .filteredOn(volume -> volume.getProjected() != null)
                    .singleElement()
                    .satisfies(volume -> assertThat(volume.getProjected().getSources())
                            .singleElement()
                            .satisfies(source -> assertThat(source.getSecret().getItems())
                                    .extracting(item -> item.getPath())
                                    .containsExactly("ca.crt", "tls.crt", "tls.key")));
        });
    }

    private Outcome decide(Keystone keystone) {
        return step.decide(keystone, given);
    }

    private static Keystone managed() {
        return Resources.documentWith(MANAGED.formatted("keystone-db-client"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> spec() {
        return (Map<String, Object>) ClientCertificate.there(Resources.document(), given)
                .map(GenericKubernetesResource::getAdditionalProperties)
                .orElseThrow()
                .get("spec");
    }

    private static GenericKubernetesResource cluster(Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("k8s.mariadb.com/v1alpha1")
                .withKind("MariaDB")
                .withNewMetadata()
                .withName("mariadb")
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
