package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.OlderVersion;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Pods that serve, the Service before them, and how many of them may be away at once. */
public final class DeploymentStep implements Step {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    @Override
    public String condition() {
        return "DeploymentReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        return Files.with(keystone, world, files -> decide(keystone, world, files));
    }

    private static Outcome decide(Keystone keystone, World world, ConfigMap files) {
        var there = world.find(Deployment.class, keystone.getMetadata().getName());
        var wanted = deployment(keystone, world, files, replicas(keystone, there));
        var outcome = there.filter(found -> isRolledOut(wanted, found))
                .map(_ -> Outcome.holds("DeploymentReady", "all Pods are available"))
                .orElseGet(() -> Outcome.waits("WaitingForDeployment", progress(there), AGAIN));
        return outcome.writing(
                new Write.Apply(service(keystone)), new Write.Apply(budget(keystone, world)), new Write.Apply(wanted));
    }

    /** Where an autoscaler decides, what it decided stays. */
    private static int replicas(Keystone keystone, Optional<Deployment> there) {
        int wanted = keystone.getSpec().deployment().pods();
        if (keystone.getSpec().autoscaling() == null) {
            return wanted;
        }
        return there.map(found -> found.getSpec().getReplicas()).orElse(wanted);
    }

    /** Whether none but Pods as they are wanted now is there: not even one that only ends what it began. */
    static boolean isThrough(Keystone keystone, World world, ConfigMap files) {
        return world.find(Deployment.class, keystone.getMetadata().getName())
                        .filter(found -> isRolledOut(
                                deployment(keystone, world, files, replicas(keystone, Optional.of(found))), found))
                        .isPresent()
                && world.labelled(Pod.class, ServerPod.labels(keystone)).stream()
                        .noneMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }

    private static boolean isRolledOut(Deployment wanted, Deployment deployment) {
        if (!Contents.applied(wanted, deployment)) {
            return false;
        }
        var status = deployment.getStatus();
        if (status == null
                || status.getObservedGeneration() == null
                || status.getObservedGeneration() < deployment.getMetadata().getGeneration()) {
            return false;
        }
        int pods = deployment.getSpec().getReplicas();
        return count(status.getUpdatedReplicas()) == pods
                && count(status.getReplicas()) == pods
                && count(status.getAvailableReplicas()) == pods;
    }

    private static String progress(Optional<Deployment> there) {
        int available = there.map(Deployment::getStatus)
                .map(status -> count(status.getAvailableReplicas()))
                .orElse(0);
        return available + " Pods are available";
    }

    static int count(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static Deployment deployment(Keystone keystone, World world, ConfigMap files, int replicas) {
        return new DeploymentBuilder()
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName()))
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(ServerPod.labels(keystone))
                .endSelector()
                .withStrategy(strategy(keystone))
                .withTemplate(ServerPod.template(keystone, world, files))
                .endSpec()
                .build();
    }

    private static DeploymentStrategy strategy(Keystone keystone) {
        return Optional.ofNullable(keystone.getSpec().deployment().strategy())
                .orElseGet(() -> new DeploymentStrategyBuilder()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withMaxUnavailable(new IntOrString(0))
                        .withMaxSurge(new IntOrString(1))
                        .endRollingUpdate()
                        .build());
    }

    private static Service service(Keystone keystone) {
        return new ServiceBuilder()
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName()))
                .withNewSpec()
                .withSelector(ServerPod.labels(keystone))
                .addNewPort()
                .withName("keystone")
                .withPort(Endpoint.PORT)
                .withNewTargetPort(Endpoint.PORT)
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }

    private static HasMetadata budget(Keystone keystone, World world) {
        boolean several = keystone.getSpec().deployment().pods() > 1;
        var budget = new PodDisruptionBudgetBuilder()
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName()))
                .withNewSpec()
                .withMinAvailable(several ? new IntOrString(1) : null)
                .withMaxUnavailable(several ? null : new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(ServerPod.labels(keystone))
                .endSelector()
                .endSpec()
                .build();
        if (world.serves("policy", "v1", "PodDisruptionBudget")) {
            return budget;
        }
        return OlderVersion.of(
                budget, "policy/v1beta1", io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget.class);
    }
}
