package io.clavis.operator.step;

import io.clavis.operator.configuration.ConnectionUrl;
import io.clavis.operator.configuration.Paths;
import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.DatabaseSpec.CredentialsMode;
import io.clavis.operator.resource.DeploymentSpec;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.ServerSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Pods that serve. */
final class ServerPod {
    private static final String COMPONENT = "api";

    private ServerPod() {}

    /** What tells these Pods from those of Jobs. */
    static Map<String, String> labels(Keystone keystone) {
        var labels = new LinkedHashMap<>(Owned.labels(keystone));
        labels.put(PodTemplates.COMPONENT, COMPONENT);
        return labels;
    }

    static PodTemplateSpec template(Keystone keystone, World world, ConfigMap files) {
        var deployment = keystone.getSpec().deployment();
        return PodTemplates.pod(keystone, files, container(keystone, files), COMPONENT)
                .editMetadata()
                .withAnnotations(restarting(keystone, world))
                .endMetadata()
                .editSpec()
                .withTerminationGracePeriodSeconds(deployment.terminationGracePeriodSeconds())
                .withTopologySpreadConstraints(spread(keystone, deployment))
                .withPriorityClassName(deployment.priorityClassName())
                .withNodeSelector(deployment.nodeSelector())
                .withAffinity(deployment.affinity())
                .withTolerations(deployment.tolerations())
                .endSpec()
                .build();
    }

    private static Container container(Keystone keystone, ConfigMap files) {
        var deployment = keystone.getSpec().deployment();
        return PodTemplates.container(keystone, files, environment(keystone))
                .withName("keystone")
                .withCommand(StartCommand.of(keystone))
                .addNewPort()
                .withName("keystone")
                .withContainerPort(Endpoint.PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(Optional.ofNullable(deployment.resources()).orElseGet(ServerPod::resources))
                .withStartupProbe(startup())
                .withLivenessProbe(liveness())
                .withReadinessProbe(readiness(keystone))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewExec()
                .withCommand("sleep", String.valueOf(deployment.preStopSleepSeconds()))
                .endExec()
                .endPreStop()
                .endLifecycle()
                .build();
    }

    /** Under uwsgi there is no command line that could say where the configuration is. */
    private static List<EnvVar> environment(Keystone keystone) {
        return keystone.getSpec().server().kind() == ServerSpec.Kind.Clavis
                ? List.of()
                : List.of(new EnvVarBuilder()
                        .withName("OS_KEYSTONE_CONFIG_FILES")
                        .withValue(Paths.CONFIGURATION + "/keystone.conf")
                        .build());
    }

    private static ResourceRequirements resources() {
        return new ResourceRequirementsBuilder()
                .withRequests(Map.of("memory", new Quantity("256Mi"), "cpu", new Quantity("100m")))
                .withLimits(Map.of("memory", new Quantity("512Mi"), "cpu", new Quantity("500m")))
                .build();
    }

    private static Probe startup() {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/v3")
                .withNewPort(Endpoint.PORT)
                .endHttpGet()
                .withFailureThreshold(30)
                .withPeriodSeconds(10)
                .build();
    }

    private static Probe liveness() {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withNewPort(Endpoint.PORT)
                .endTcpSocket()
                .withInitialDelaySeconds(15)
                .withPeriodSeconds(20)
                .build();
    }

    /** A Pod that cannot reach the database cannot serve, though it listens. */
    private static Probe readiness(Keystone keystone) {
        var host = ConnectionUrl.host(keystone);
        var port = String.valueOf(keystone.getSpec().database().port());
        return new ProbeBuilder()
                .withNewExec()
                .withCommand("bash", "-c", "exec 3<>\"/dev/tcp/$0/$1\"", host, port)
                .endExec()
                .withInitialDelaySeconds(10)
                .withPeriodSeconds(30)
                .withTimeoutSeconds(25)
                .withFailureThreshold(3)
                .build();
    }

    private static List<TopologySpreadConstraint> spread(Keystone keystone, DeploymentSpec deployment) {
        if (deployment.topologySpreadConstraints() != null) {
            return deployment.topologySpreadConstraints();
        }
        return Stream.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")
                .map(key -> new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey(key)
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withNewLabelSelector()
                        .withMatchLabels(labels(keystone))
                        .endLabelSelector()
                        .build())
                .toList();
    }

    /** What makes new Pods though nothing else changes. Keys do not, unless the resource says so. */
    private static Map<String, String> restarting(Keystone keystone, World world) {
        var annotations = new LinkedHashMap<String, String>();
        if (keystone.getSpec().database().credentialsMode() == CredentialsMode.Dynamic) {
            hash(world, ConnectionStep.secretName(keystone))
                    .ifPresent(hash -> annotations.put("keystone.c5c3.io/db-connection-hash", hash));
        }
        if (keystone.getSpec().fernet().rolloutOnRotation()) {
            hash(world, RotatedKind.FERNET.secret(keystone))
                    .ifPresent(hash -> annotations.put("keystone.c5c3.io/fernet-keys-hash", hash));
        }
        return annotations;
    }

    private static Optional<String> hash(World world, String secret) {
        return world.find(Secret.class, secret).map(found -> Contents.hash(Secrets.data(found)));
    }
}
