package io.clavis.operator.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays what a test cluster lacks: Pods that run or end well, and the MariaDB operator. */
final class Kubelet {
    private static final Set<Integer> RACES = Set.of(404, 409);

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, String> failing = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    Kubelet(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** From now on the Pods of a Job fail, with these words as their last. */
    void fails(String job, String message) {
        failing.put(job, message);
    }

    /** From now on they do not any more. */
    void succeeds(String job) {
        failing.remove(job);
    }

    /** Lets the Pods of a Job wait. */
    Kubelet leaving(String job) {
        left.add(job);
        return this;
    }

    private boolean isLeft(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels != null && left.contains(labels.getOrDefault("job-name", ""));
    }

    /** Makes whatever waits for it go on. */
    void work() {
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> "Pending".equals(pod.getStatus().getPhase()) && !isLeft(pod))
                .forEach(this::run);
        for (var kind : List.of("MariaDB", "Database", "User", "Grant")) {
            client
                    .genericKubernetesResources("k8s.mariadb.com/v1alpha1", kind)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .filter(object -> !object.getAdditionalProperties().containsKey("status"))
                    .forEach(this::serve);
        }
    }

    private void run(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        var message = labels == null ? null : failing.get(labels.get("job-name"));
        if (message != null) {
            finish(pod, failed(pod, message));
            return;
        }
        boolean once = "Never".equals(pod.getSpec().getRestartPolicy());
        finish(
                pod,
                new PodStatusBuilder()
                        .withPhase(once ? "Succeeded" : "Running")
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(once ? "False" : "True")
                        .endCondition()
                        .build());
    }

    private static PodStatus failed(Pod pod, String message) {
        var container = pod.getSpec().getContainers().getFirst();
        return new PodStatusBuilder()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("none")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withExitCode(1)
                .withReason("Error")
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .build();
    }

    private void finish(Pod pod, PodStatus status) {
        pod.setStatus(status);
        try {
            client.resource(pod).updateStatus();
        } catch (KubernetesClientException e) {
            // Changed or gone meanwhile: what is still there is seen again.
            if (!RACES.contains(e.getCode())) {
                throw e;
            }
        }
    }

    private void serve(GenericKubernetesResource object) {
        object.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        try {
            client.resource(object).update();
        } catch (KubernetesClientException e) {
            if (!RACES.contains(e.getCode())) {
                throw e;
            }
        }
    }
}
