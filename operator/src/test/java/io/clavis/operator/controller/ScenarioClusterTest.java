package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scenarios of upstream's operator on a real API server, with Pods that only say that they run. */
final class ScenarioClusterTest {
    private ScenarioCluster cluster;
    private Kubelet kubelet;
    private final AtomicInteger answer = new AtomicInteger(200);

    @BeforeEach
    void start() {
        cluster = ScenarioCluster.open("clavis-" + UUID.randomUUID());
        kubelet = new Kubelet(cluster.client(), cluster.namespace());
        cluster.playedBy(kubelet::work);
        cluster.mariadb();
        cluster.startOperator((_, _) -> answer.get());
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void deploy(String fields) {
        cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "hush-database"));
        cluster.secret("keystone-admin-credentials", Map.of("password", "hush-admin"));
        create(fields);
        cluster.becomes("Ready", "True");
    }

    private void create(String fields) {
        var keystone = Resources.documentWith(fields);
        keystone.getMetadata().setNamespace(cluster.namespace());
        keystone.getMetadata().setUid(null);
        cluster.client().resource(keystone).create();
    }

    private Deployment deployment() {
        return cluster.object(Deployment.class, "keystone");
    }

    private Container server() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    /** The ConfigMap that the Deployment's Pods have. */
    private ConfigMap files() {
        return cluster.object(
                ConfigMap.class,
                deployment().getSpec().getTemplate().getSpec().getVolumes().stream()
                        .filter(volume -> volume.getName().equals("config"))
                        .findFirst()
                        .orElseThrow()
                        .getConfigMap()
                        .getName());
    }

    @Test
    void overriddenPoliciesReachThePodsInANewConfigMap() {
        deploy("{}");
        var before = files();
        assertThat(before.getData()).doesNotContainKey("policy.yaml");
        cluster.client()
                .resource(new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("rules")
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .withData(Map.of("policy.yaml", "identity:list_users: role:auditor\n"))
                        .build())
                .create();
        cluster.change(spec -> spec.put(
                "policyOverrides",
                Map.of("configMapRef", Map.of("name", "rules"), "rules", Map.of("identity:list_roles", "!"))));
        cluster.becomes("Ready", "True");
        var after = files();
        assertThat(after.getMetadata().getName())
                .isNotEqualTo(before.getMetadata().getName());
        assertThat(after.getImmutable()).isTrue();
        assertThat(after.getData().get("policy.yaml"))
                .contains("identity:list_users", "identity:list_roles", "role:auditor");
        assertThat(after.getData().get("keystone.conf")).contains("policy_file = /etc/keystone/policy.yaml");
    }

    @Test
    void middlewareStandsWhereTheResourceSays() {
        deploy("""
                middleware:
                  - {name: first, filterFactory: "a:b", position: {before: cors}}
                  - {name: audit, filterFactory: "c:d", position: {after: authtoken}, config: {key: value}}
                """);
        assertThat(files().getData().get("api-paste.ini"))
                .contains(
                        "pipeline = first cors sizelimit http_proxy_to_wsgi osprofiler url_normalize request_id authtoken"
                                + " audit admin_service",
                        "[filter:audit]\npaste.filter_factory = c:d\nkey = value\n");
    }

    @Test
    void oldConfigMapsGoAndTheLastOnesStay() {
        deploy("{}");
        for (int i = 0; i < 5; i++) {
            int number = i;
            cluster.change(spec -> spec.put("extraConfig", Map.of("token", Map.of("expiration", "36" + number + "0"))));
            cluster.becomes("Ready", "True");
        }
        cluster.until(() -> cluster.objects(ConfigMap.class).stream()
                        .filter(map -> map.getMetadata().getName().startsWith("keystone-config-"))
                        .count()
                == 4);
        assertThat(files().getData().get("keystone.conf")).contains("expiration = 3640");
    }

    @Test
    void noConfigMapEventOrTemplateHoldsASecret() {
        deploy("{}");
        var texts = Stream.of(ConfigMap.class, Event.class, Deployment.class, Job.class, CronJob.class, Keystone.class)
                .flatMap(type -> cluster.objects(type).stream())
                .map(Serialization::asJson)
                .toList();
        var keys =
                cluster.object(Secret.class, "keystone-fernet-keys").getData().values();
        assertThat(texts)
                .hasSizeGreaterThan(10)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("hush-database", "hush-admin")
                        .doesNotContain(keys));
    }

    @Test
    void manyWritersAtOnceEndInTheLastState() throws InterruptedException, ExecutionException {
        deploy("{}");
        var changes = new ArrayList<Future<?>>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 8; i++) {
                int number = i;
                changes.add(writers.submit(() -> {
                    cluster.change(spec -> spec.put("deployment", Map.of("replicas", number)));
                    cluster.change(spec -> spec.put("uwsgi", Map.of("processes", number)));
                }));
            }
        }
        for (var change : changes) {
            change.get();
        }
        cluster.becomes("Ready", "True");
        var pods = cluster.keystone().getSpec().deployment().replicas();
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(pods);
        assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(pods);
    }

    @Test
    void whatSomebodyElseChangesIsPutRight() {
        deploy("{}");
        cluster.client().resource(deployment()).edit(found -> {
            found.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("something/else");
            return found;
        });
        cluster.until(() -> server().getImage().equals("ghcr.io/c5c3/keystone:28.0.0"));
        cluster.client().resource(deployment()).delete();
        cluster.until(() -> !cluster.objects(Deployment.class).isEmpty());
        cluster.becomes("Ready", "True");
    }

    @Test
    void eventsTellTheWay() {
        create("{}");
        cluster.becomes("SecretsReady", "False", "WaitingForDBCredentials");
        cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        cluster.becomes("SecretsReady", "False", "WaitingForAdminCredentials");
        cluster.secret("keystone-admin-credentials", Map.of("password", "p"));
        cluster.becomes("Ready", "True");
        cluster.until(() -> cluster.objects(Event.class).stream()
                .map(Event::getReason)
                .toList()
                .containsAll(List.of(
                        "WaitingForDBCredentials",
                        "WaitingForAdminCredentials",
                        "DBSyncInProgress",
                        "DatabaseSynced",
                        "BootstrapComplete",
                        "AllReady")));
        assertThat(cluster.objects(Event.class).stream()
                        .filter(event ->
                                "Keystone".equals(event.getInvolvedObject().getKind())))
                .allSatisfy(event -> assertThat(event.getInvolvedObject().getUid())
                        .isEqualTo(cluster.keystone().getMetadata().getUid()));
    }

    @Test
    void anApiThatDoesNotAnswerWellIsNotReady() {
        answer.set(503);
        cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        cluster.secret("keystone-admin-credentials", Map.of("password", "p"));
        create("{}");
        cluster.becomes("KeystoneAPIReady", "False", "APIUnhealthy");
        cluster.becomes("Ready", "False");
        answer.set(200);
        cluster.becomes("Ready", "True");
    }

    @Test
    void theSchemaRefusesWhatItCanRefuse() {
        for (var bad : List.of(
                "replicas: three",
                "deployment: {replicas: 0}",
                "fernet: {maxActiveKeys: 2}",
                "image: {tag: \"28.0.0\"}",
                "logging: {level: LOUD}")) {
            var resource = Serialization.unmarshal(Resources.text("document.yaml"), GenericKubernetesResource.class);
            resource.getMetadata().setNamespace(cluster.namespace());
            resource.getMetadata().setUid(null);
            Map<String, Object> spec = resource.get("spec");
            spec.putAll(fields(bad));
            assertThatThrownBy(() -> cluster.client().resource(resource).create())
                    .as(bad)
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(422))
                    .hasMessageContaining("spec." + bad.substring(0, bad.indexOf(':')));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }

    @Test
    void theNetworkPolicyComesAndGoes() {
        deploy("networkPolicy: {ingress: [{namespaceSelector: {matchLabels: {team: web}}}]}");
        var policy = cluster.object(NetworkPolicy.class, "keystone");
        assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
        assertThat(policy.getSpec().getIngress().toString()).contains("team", "web", "5000");
        cluster.change(spec -> spec.remove("networkPolicy"));
        cluster.until(() -> cluster.objects(NetworkPolicy.class).isEmpty());
    }

    @Test
    void allPodsAreWithinTheRestrictedStandard() {
        deploy("{}");
        var specs = new ArrayList<PodSpec>();
        cluster.objects(Deployment.class)
                .forEach(each -> specs.add(each.getSpec().getTemplate().getSpec()));
        cluster.objects(Job.class)
                .forEach(each -> specs.add(each.getSpec().getTemplate().getSpec()));
        cluster.objects(CronJob.class)
                .forEach(each -> specs.add(
                        each.getSpec().getJobTemplate().getSpec().getTemplate().getSpec()));
        assertThat(specs).hasSize(7).allSatisfy(ScenarioClusterTest::assertRestricted);
    }

    private static void assertRestricted(PodSpec pod) {
        assertThat(pod.getHostNetwork()).isNotEqualTo(true);
        assertThat(pod.getHostPID()).isNotEqualTo(true);
        assertThat(pod.getHostIPC()).isNotEqualTo(true);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(42424);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getVolumes())
                .allMatch(volume -> volume.getConfigMap() != null
                        || volume.getSecret() != null
                        || volume.getProjected() != null
                        || volume.getEmptyDir() != null);
        assertThat(Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream()))
                .allSatisfy(container -> {
                    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .isFalse();
                    assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .contains("ALL");
                    assertThat(container.getSecurityContext().getPrivileged()).isNotEqualTo(true);
                    assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
                });
    }

    @Test
    void whatTheDeploymentSaysReachesThePods() {
        cluster.client()
                .resource(new io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder()
                        .withNewMetadata()
                        .withName("clavis-high")
                        .endMetadata()
                        .withValue(1000)
                        .build())
                .createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
        deploy("""
                deployment:
                  replicas: 1
                  resources: {requests: {memory: 300Mi, cpu: 1000m}, limits: {memory: 1Gi}}
                  priorityClassName: clavis-high
                  terminationGracePeriodSeconds: 60
                  preStopSleepSeconds: 10
                  nodeSelector: {kind: fast}
                """);
        var pod = deployment().getSpec().getTemplate().getSpec();
        assertThat(server().getResources().getRequests()).containsEntry("cpu", new Quantity("1"));
        assertThat(server().getResources().getLimits()).containsEntry("memory", new Quantity("1Gi"));
        assertThat(pod.getPriorityClassName()).isEqualTo("clavis-high");
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(60);
        assertThat(pod.getNodeSelector()).containsEntry("kind", "fast");
        assertThat(server().getLifecycle().getPreStop().getExec().getCommand()).containsExactly("sleep", "10");
        assertThat(files().getData().get("keystone.conf")).contains("shutdown_timeout = 49");
        assertThat(pod.getTopologySpreadConstraints()).hasSize(2);
        // As text: the client leaves empty lists away.
        cluster.client()
                .resources(Keystone.class)
                .inNamespace(cluster.namespace())
                .withName("keystone")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"deployment\":{\"topologySpreadConstraints\":[],\"priorityClassName\":null}}}");
        cluster.becomes("Ready", "True");
        assertThat(deployment().getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .isEmpty();
        assertThat(deployment().getSpec().getTemplate().getSpec().getPriorityClassName())
                .isNull();
        assertThat(cluster.object(PodDisruptionBudget.class, "keystone")
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
    }

    @Test
    void trustsAreFlushedEveryHourUnlessSaidOtherwise() {
        deploy("{}");
        assertThat(cluster.object(CronJob.class, "keystone-trust-flush")
                        .getSpec()
                        .getSchedule())
                .isEqualTo("0 * * * *");
        cluster.change(spec -> spec.put(
                "trustFlush",
                Map.of("schedule", "7 3 * * *", "suspend", true, "args", List.of("--date", "01-01-2026"))));
        cluster.until(() -> cluster.object(CronJob.class, "keystone-trust-flush")
                .getSpec()
                .getSchedule()
                .equals("7 3 * * *"));
        var spec = cluster.object(CronJob.class, "keystone-trust-flush").getSpec();
        assertThat(spec.getSuspend()).isTrue();
        assertThat(spec.getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getCommand())
                .endsWith("trust_flush", "--date", "01-01-2026");
    }

    @Test
    void uwsgiIsStartedAsTheResourceSays() {
        deploy("{server: {kind: Uwsgi}, uwsgi: {processes: 5, threads: 3, harakiri: 20}}");
        assertThat(server().getCommand())
                .startsWith("uwsgi")
                .containsSubsequence("--processes", "5")
                .containsSubsequence("--threads", "3")
                .containsSubsequence("--harakiri", "20");
    }

    @Test
    void keysThatServersRotateNeedNoCronJob() {
        deploy("{}");
        assertThat(cluster.objects(CronJob.class)).hasSize(3);
        var keys = cluster.object(Secret.class, "keystone-fernet-keys").getData();
        cluster.change(spec -> spec.put("fernet", Map.of("mode", "Server")));
        cluster.becomes("Ready", "True");
        cluster.until(() -> cluster.objects(CronJob.class).stream()
                .noneMatch(job -> job.getMetadata().getName().equals("keystone-fernet-rotate")));
        assertThat(cluster.object(Secret.class, "keystone-fernet-keys").getData())
                .isEqualTo(keys);
        assertThat(files().getData().get("keystone.conf")).contains("key_management = database");
        assertThat(cluster.object(Secret.class, "keystone-key-encryption-key").getData())
                .containsOnlyKeys("key");
    }

    @Test
    void aPatchOfTheImageSyncsTheDatabaseAgainAndNotTheBootstrap() {
        deploy("{}");
        var sync = cluster.object(Job.class, "keystone-db-sync").getMetadata().getUid();
        var bootstrap =
                cluster.object(Job.class, "keystone-bootstrap").getMetadata().getUid();
        cluster.change(spec -> spec.put("image", Map.of("repository", "ghcr.io/c5c3/keystone", "tag", "28.0.1")));
        cluster.becomes("Ready", "True");
        assertThat(cluster.keystone().getStatus().installedRelease()).isEqualTo("2025.2-0.1");
        assertThat(cluster.object(Job.class, "keystone-db-sync").getMetadata().getUid())
                .isNotEqualTo(sync);
        assertThat(cluster.object(Job.class, "keystone-bootstrap").getMetadata().getUid())
                .isEqualTo(bootstrap);
        assertThat(server().getImage()).endsWith(":28.0.1");
        cluster.change(spec -> spec.put("image", Map.of("repository", "ghcr.io/c5c3/keystone", "tag", "27.0.0")));
        cluster.becomes("DatabaseReady", "False", "DowngradeNotSupported");
        assertThat(server().getImage()).endsWith(":28.0.1");
    }

    @Test
    void aJobThatFailedIsToldAndNotRunAgain() {
        cluster.secret("keystone-db-credentials", Map.of("username", "u", "password", "p"));
        cluster.secret("keystone-admin-credentials", Map.of("password", "p"));
        kubelet.leaving("keystone-schema-check");
        create("{}");
        cluster.until(() -> failed("keystone-schema-check"));
        cluster.becomes("DatabaseReady", "False", "SchemaDriftDetected");
        var uid =
                cluster.object(Job.class, "keystone-schema-check").getMetadata().getUid();
        cluster.change(spec -> spec.put("deployment", Map.of("replicas", 2)));
        cluster.becomes("DatabaseReady", "False", "SchemaDriftDetected");
        assertThat(cluster.object(Job.class, "keystone-schema-check")
                        .getMetadata()
                        .getUid())
                .isEqualTo(uid);
        assertThat(cluster.objects(Deployment.class)).isEmpty();
    }

    /** Lets a Job fail as soon as it is there. */
    private boolean failed(String name) {
        return cluster.objects(Job.class).stream()
                .filter(job -> job.getMetadata().getName().equals(name))
                .findFirst()
                .map(job -> {
                    job.getStatus()
                            .setConditions(List.of(new io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder()
                                    .withType("Failed")
                                    .withStatus("True")
                                    .build()));
                    try {
                        cluster.client().resource(job).updateStatus();
                        return true;
                    } catch (KubernetesClientException e) {
                        return false;
                    }
                })
                .orElse(false);
    }

    @Test
    void metricsSayWhatHolds() throws IOException, InterruptedException {
        deploy("{}");
        try (var http = HttpClient.newHttpClient()) {
            var text = http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + cluster.operatorPort() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(text)
                    .contains(
                            "keystone_operator_condition{namespace=\"" + cluster.namespace()
                                    + "\",name=\"keystone\",type=\"Ready\"} 1",
                            "keystone_operator_reconcile_duration_seconds_count{sub_reconciler=\"DatabaseReady\"}",
                            "keystone_operator_reconcile_errors_total{sub_reconciler=\"DatabaseReady\"} 0");
        }
    }

    @Test
    void whatBelongsTogetherFitsTogether() {
        deploy("networkPolicy: {ingress: [{namespaceSelector: {}, podSelector: {matchLabels: {a: b}}}]}");
        var keystone = cluster.keystone();
        var made = Stream.of(
                        Deployment.class,
                        Service.class,
                        ConfigMap.class,
                        Job.class,
                        CronJob.class,
                        Role.class,
                        ServiceAccount.class,
                        PodDisruptionBudget.class,
                        NetworkPolicy.class,
                        Secret.class)
                .flatMap(type -> cluster.objects(type).stream())
                .map(HasMetadata.class::cast)
                .filter(object -> object.getMetadata().getName().startsWith("keystone-")
                        || object.getMetadata().getName().equals("keystone"))
                .filter(object -> !object.getMetadata().getName().endsWith("-credentials"))
                // Kubernetes makes these for service accounts.
                .filter(object -> !object.getMetadata().getName().contains("-token-"))
                .toList();
        assertThat(made).hasSizeGreaterThan(18).allMatch(object -> Owned.by(keystone, object));
        var selector = cluster.object(Service.class, "keystone").getSpec().getSelector();
        assertThat(cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withLabels(selector)
                        .list()
                        .getItems())
                .hasSize(3)
                .allMatch(pod -> pod.getMetadata().getName().startsWith("keystone-"));
        assertThat(cluster.objects(Pod.class)).hasSizeGreaterThan(3);
        for (var secret : List.of("keystone-fernet-keys", "keystone-credential-keys", "keystone-db-connection")) {
            assertThat(deployment().getSpec().getTemplate().toString()).contains(secret);
        }
    }
}
