package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.pipeline.Pipeline;
import io.clavis.operator.pipeline.Result;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way of the founding document's example, with all that must happen around it. */
final class KeystonePipelineTest {
    private final WorldInMemory world = new WorldInMemory();
    private final Keystone keystone = Resources.document();
    private Probe probe = (_, _) -> 200;

    @Test
    void theDocumentsExampleGoesAllTheWay() {
        secrets();
        assertThat(run()).isEqualTo("GeneratingKeys");
        assertThat(run()).isEqualTo("WaitingForDatabase");
        mariadb("MariaDB", "mariadb");
        assertThat(run()).isEqualTo("WaitingForDatabase");
        List.of("Database", "User", "Grant").forEach(kind -> mariadb(kind, "keystone"));
        assertThat(run()).isEqualTo("DBSyncInProgress");
        finish("keystone-db-sync", "Complete");
        assertThat(run()).isEqualTo("SchemaCheckInProgress");
        finish("keystone-schema-check", "Complete");
        assertThat(run()).isEqualTo("WaitingForDeployment");
        rollOut();
        assertThat(run()).isEqualTo("BootstrapInProgress");
        finish("keystone-bootstrap", "Complete");
        assertThat(run()).isEqualTo("AllReady");
        assertThat(keystone.getStatus().endpoint()).isEqualTo("http://keystone.openstack.svc.cluster.local:5000/v3");
        assertThat(keystone.getStatus().installedRelease()).isEqualTo("2025.2");
    }

    @Test
    void onceReadyNothingIsWritten() {
        ready();
        int writes = world.writes();
        assertThat(run()).isEqualTo("AllReady");
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void everyObjectHasLabelsAndOwner() {
        ready();
        assertThat(world.all())
                .filteredOn(object -> !object.getMetadata().getOwnerReferences().isEmpty())
                .hasSizeGreaterThan(15)
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/instance", "keystone")
                        .containsEntry("app.kubernetes.io/managed-by", "keystone-operator"));
    }

    @Test
    void aJobThatFailedStaysFailedUntilItsPodsWouldDiffer() {
        untilDatabase();
        finish("keystone-db-sync", "Failed");
        assertThat(run()).isEqualTo("DBSyncFailed");
        assertThat(run()).isEqualTo("DBSyncFailed");
        var uid = job("keystone-db-sync").getMetadata().getUid();
        keystone.setSpec(Resources.documentWith("image: {repository: other, tag: '28.0.1'}")
                .getSpec());
        assertThat(run()).isEqualTo("DBSyncInProgress");
        assertThat(job("keystone-db-sync").getMetadata().getUid()).isNotEqualTo(uid);
    }

    @Test
    void aJobThatRunsIsNotDisturbedButOneThatNeverStartedIsReplaced() {
        untilDatabase();
        var uid = job("keystone-db-sync").getMetadata().getUid();
        world.with(new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .addToLabels("job-name", "keystone-db-sync")
                .endMetadata()
                .withNewStatus()
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .build())
                .endStatus()
                .build());
        keystone.setSpec(Resources.documentWith("image: {repository: other, tag: '28.0.0'}")
                .getSpec());
        assertThat(run()).isEqualTo("DBSyncInProgress");
        assertThat(job("keystone-db-sync").getMetadata().getUid()).isEqualTo(uid);
        world.all().stream()
                .filter(object -> object.getKind().equals("Pod"))
                .forEach(pod -> world.write(new Write.Delete(pod)));
        run();
        assertThat(job("keystone-db-sync").getMetadata().getUid()).isNotEqualTo(uid);
    }

    @Test
    void bootstrapRunsAgainForAnotherPasswordButNotForAnotherImage() {
        ready();
        var uid = job("keystone-bootstrap").getMetadata().getUid();
        keystone.setSpec(Resources.documentWith("image: {repository: other, tag: '28.0.0'}")
                .getSpec());
        run();
        finish("keystone-db-sync", "Complete");
        run();
        finish("keystone-schema-check", "Complete");
        run();
        rollOut();
        assertThat(run()).isEqualTo("AllReady");
        assertThat(job("keystone-bootstrap").getMetadata().getUid()).isEqualTo(uid);
        world.withSecret("keystone-admin-credentials", Map.of("password", "another"));
        assertThat(run()).isEqualTo("BootstrapInProgress");
        assertThat(job("keystone-bootstrap").getMetadata().getUid()).isNotEqualTo(uid);
    }

    @Test
    void aBadPolicyKeepsPodsFromServingByItAndAGoodOneDoesNot() {
        keystone.setSpec(Resources.documentWith("policyOverrides: {rules: {'identity:list_projects': 'rule:nosuch'}}")
                .getSpec());
        untilDatabase();
        finish("keystone-db-sync", "Complete");
        run();
        finish("keystone-schema-check", "Complete");
        assertThat(run()).isEqualTo("PolicyValidationInProgress");
        finish("keystone-policy-validation", "Failed");
        assertThat(run()).isEqualTo("PolicyValidationFailed");
        assertThat(world.find(Deployment.class, "keystone")).isEmpty();
        keystone.setSpec(Resources.documentWith("policyOverrides: {rules: {'identity:list_projects': 'role:reader'}}")
                .getSpec());
        run();
        finish("keystone-db-sync", "Complete");
        run();
        finish("keystone-schema-check", "Complete");
        assertThat(run()).isEqualTo("PolicyValidationInProgress");
        finish("keystone-policy-validation", "Complete");
        assertThat(run()).isEqualTo("WaitingForDeployment");
    }

    @Test
    void theNumberOfPodsIsTheAutoscalersWhileThereIsOne() {
        ready();
        keystone.setSpec(Resources.documentWith("autoscaling: {maxReplicas: 9, targetCPUUtilization: 80}")
                .getSpec());
        assertThat(run()).isEqualTo("AllReady");
        world.change(Deployment.class, "keystone", there -> there.getSpec().setReplicas(7));
        run();
        rollOut();
        assertThat(run()).isEqualTo("AllReady");
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(7);
        keystone.setSpec(Resources.document().getSpec());
        run();
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void aNewPasswordOfTheAdministratorGoesThroughTheStoreAndThenToBootstrap() {
        world.serving("external-secrets.io/v1alpha1/PushSecret");
        keystone.setSpec(
                Resources.documentWith("passwordRotation: {enabled: true}").getSpec());
        ready();
        var uid = job("keystone-bootstrap").getMetadata().getUid();
        var password = "abcdefghijklmnopqrstuvwxyz-_0123";
        world.change(Secret.class, "keystone-admin-password-rotation", staging -> {
            staging.setData(Map.of("password", Secrets.held(password)));
            staging.getMetadata().setAnnotations(Map.of(KeyRotation.COMPLETED_AT, "2026-03-01T12:00:00Z"));
        });
        assertThat(run()).isEqualTo("AllReady");
        assertThat(job("keystone-bootstrap").getMetadata().getUid()).isEqualTo(uid);
        var next = world.find(Secret.class, "keystone-admin-password-next").orElseThrow();
        world.withSecret(
                "keystone-admin-credentials",
                Map.of("password", Secrets.text(next, "password").orElseThrow()));
        assertThat(run()).isEqualTo("BootstrapInProgress");
        finish("keystone-bootstrap", "Complete");
        assertThat(run()).isEqualTo("AllReady");
        int writes = world.writes();
        assertThat(run()).isEqualTo("AllReady");
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void theAddressForTheWorldIsTheGateways() {
        world.serving("gateway.networking.k8s.io/v1/HTTPRoute");
        keystone.setSpec(Resources.documentWith("gateway: {hostname: id.example, parentRef: {name: public}}")
                .getSpec());
        untilDatabase();
        finish("keystone-db-sync", "Complete");
        run();
        finish("keystone-schema-check", "Complete");
        run();
        rollOut();
        assertThat(run()).isEqualTo("HTTPRouteNotAccepted");
        assertThat(keystone.getStatus().endpoint()).isEqualTo("https://id.example/v3");
        assertThat(job("keystone-bootstrap")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getCommand())
                .containsSequence("--bootstrap-public-url", "https://id.example/v3")
                .containsSequence("--bootstrap-internal-url", "http://keystone.openstack.svc.cluster.local:5000/v3");
    }

    @Test
    void aDowngradeAndALeapAreRefused() {
        ready();
        keystone.setSpec(
                Resources.documentWith("image: {repository: r, tag: '2025.1'}").getSpec());
        assertThat(run()).isEqualTo("DowngradeNotSupported");
        keystone.setSpec(
                Resources.documentWith("image: {repository: r, tag: '2026.2'}").getSpec());
        assertThat(run()).isEqualTo("UpgradePathInvalid");
        keystone.setSpec(
                Resources.documentWith("image: {repository: r, tag: latest}").getSpec());
        assertThat(run()).isEqualTo("VersionParseError");
    }

    @Test
    void anotherNumberOfPodsIsWaitedFor() {
        ready();
        for (int pods : List.of(5, 2)) {
            keystone.setSpec(Resources.documentWith("replicas: " + pods).getSpec());
            assertThat(run()).isEqualTo("WaitingForDeployment");
            rollOut();
            assertThat(run()).isEqualTo("AllReady");
        }
    }

    @Test
    void aDatabaseElsewhereNeedsNoMariadbOperator() {
        secrets();
        keystone.setSpec(Resources.documentWith(
                        "database: {host: db.example, database: keystone, secretRef: {name: keystone-db-credentials}}")
                .getSpec());
        assertThat(run()).isEqualTo("GeneratingKeys");
        assertThat(run()).isEqualTo("DBSyncInProgress");
        assertThat(world.all()).noneMatch(object -> object.getKind().equals("Database"));
    }

    @Test
    void olderApiServersGetTheirOwnVersions() {
        world.ofLongAgo();
        ready();
        assertThat(world.all())
                .extracting(object -> object.getApiVersion() + " " + object.getKind())
                .contains("batch/v1beta1 CronJob", "policy/v1beta1 PodDisruptionBudget");
    }

    @Test
    void theApisHealthIsToldApart() {
        ready();
        probe = (_, _) -> 503;
        assertThat(run()).isEqualTo("APIUnhealthy");
        probe = failing(new HttpTimeoutException("late"));
        assertThat(run()).isEqualTo("HealthCheckTimeout");
        probe = failing(new ConnectException());
        assertThat(run()).isEqualTo("ConnectionFailed");
        probe = failing(new IOException("x"));
        assertThat(run()).isEqualTo("HealthCheckFailed");
    }

    @Test
    void thePodKeepsItsContract() {
        ready();
        var pod = deployment().getSpec().getTemplate().getSpec();
        var container = pod.getContainers().getFirst();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(42424);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(42424);
        assertThat(container.getCommand())
                .containsExactly("keystone", "serve", "--config-dir", "/etc/keystone/keystone.conf.d");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains(
                        "/etc/keystone/keystone.conf.d/keystone.conf",
                        "/etc/keystone/api-paste.ini",
                        "/etc/keystone/fernet-keys",
                        "/etc/keystone/credential-keys");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .hasSize(2)
                .allSatisfy(volume ->
                        assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0400));
        assertThat(container.getEnv().getFirst().getName()).isEqualTo("OS_DATABASE__CONNECTION");
        assertThat(pod.getTopologySpreadConstraints()).hasSize(2);
    }

    @Test
    void podsOfJobsGetNoRequests() {
        ready();
        var selector =
                world.find(Service.class, "keystone").orElseThrow().getSpec().getSelector();
        assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(selector);
        assertThat(job("keystone-db-sync")
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels()
                        .entrySet())
                .matches(labels -> !labels.containsAll(selector.entrySet()));
    }

    @Test
    void thePythonImageIsStartedWithUwsgi() {
        keystone.setSpec(Resources.documentWith("server: {kind: Uwsgi}").getSpec());
        ready();
        var container =
                deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getCommand()).startsWith("uwsgi").contains("keystone.wsgi.api:application");
        assertThat(container.getEnv())
                .extracting(variable -> variable.getName())
                .contains("OS_KEYSTONE_CONFIG_FILES");
    }

    private static Probe failing(IOException failure) {
        return (_, _) -> {
            throw failure;
        };
    }

    private void ready() {
        untilDatabase();
        finish("keystone-db-sync", "Complete");
        run();
        finish("keystone-schema-check", "Complete");
        run();
        rollOut();
        run();
        finish("keystone-bootstrap", "Complete");
        assertThat(run()).isEqualTo("AllReady");
    }

    private void untilDatabase() {
        secrets();
        mariadb("MariaDB", "mariadb");
        run();
        run();
        List.of("Database", "User", "Grant").forEach(kind -> mariadb(kind, "keystone"));
        assertThat(run()).isEqualTo("DBSyncInProgress");
    }

    /** The reason of what does not hold, or else of Ready. */
    private String run() {
        Pipeline pipeline =
                KeystonePipeline.of("operator", new SecureRandom(), (a, t) -> probe.status(a, t), Observer.NONE);
        Result result = pipeline.run(keystone, world, world);
        assertThat(result.failure()).isNull();
        keystone.setStatus(result.status());
        var conditions = result.status().conditions();
        return conditions.stream()
                .filter(condition -> condition.getStatus().equals("False")
                        && !condition.getType().equals("Ready"))
                .findFirst()
                .or(() -> conditions.stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .findFirst())
                .orElseThrow()
                .getReason();
    }

    private void secrets() {
        world.withSecret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        world.withSecret("keystone-admin-credentials", Map.of("password", "p"));
    }

    private void mariadb(String kind, String name) {
        var there = world.all().stream()
                .filter(object -> object.getKind().equals(kind))
                .map(GenericKubernetesResource.class::cast)
                .findFirst()
                .orElseGet(() -> new GenericKubernetesResourceBuilder()
                        .withApiVersion("k8s.mariadb.com/v1alpha1")
                        .withKind(kind)
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build());
        there.setAdditionalProperty("status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        world.with(there);
    }

    private Job job(String name) {
        return world.find(Job.class, name).orElseThrow();
    }

    private Deployment deployment() {
        return world.find(Deployment.class, "keystone").orElseThrow();
    }

    private void finish(String job, String how) {
        world.change(
                Job.class,
                job,
                there -> there.setStatus(new JobStatusBuilder()
                        .addNewCondition()
                        .withType(how)
                        .withStatus("True")
                        .endCondition()
                        .build()));
    }

    private void rollOut() {
        world.change(Deployment.class, "keystone", there -> {
            int wanted = there.getSpec().getReplicas();
            there.setStatus(new DeploymentStatusBuilder()
                    .withObservedGeneration(there.getMetadata().getGeneration())
                    .withReplicas(wanted)
                    .withUpdatedReplicas(wanted)
                    .withAvailableReplicas(wanted)
                    .build());
        });
    }
}
