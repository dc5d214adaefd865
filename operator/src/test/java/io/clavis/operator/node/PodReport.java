package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status of a Pod: written whenever it changes. May be used by many threads. */
final class PodReport {
    private static final Set<Integer> RACES = Set.of(404, 409, 422);
    private static final int TRIES = 10;

    private final KubernetesClient client;
    private final Pod pod;
    private final Map<String, ContainerStatus> containers = new LinkedHashMap<>();
    private String phase = "Pending";
    private @Nullable String address;

    PodReport(KubernetesClient client, Pod pod) {
        this.client = client;
        this.pod = pod;
        for (var container : pod.getSpec().getContainers()) {
            containers.put(container.getName(), status(container.getName(), 0, false, waitingState("", "")));
        }
    }

    synchronized void address(String given) {
        address = given;
        write();
    }

    synchronized void waiting(String container, String reason, String message) {
        put(status(container, 0, false, waitingState(reason, message)));
    }

    synchronized void running(String container, int restarts) {
        phase = "Running";
        put(status(
                container,
                restarts,
                false,
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(now())
                        .endRunning()
                        .build()));
    }

    synchronized void ready(String container, boolean ready) {
        var there = containers.get(container);
        if (there != null && there.getReady() != ready && there.getState().getRunning() != null) {
            put(new ContainerStatusBuilder(there).withReady(ready).build());
        }
    }

    /** @param forGood whether it is not started again */
    synchronized void ended(String container, int restarts, ContainerState state, boolean forGood) {
        if (forGood) {
            put(status(container, restarts, false, state));
            return;
        }
        put(new ContainerStatusBuilder(status(container, restarts, false, waitingState("CrashLoopBackOff", "")))
                .withLastState(state)
                .build());
    }

    synchronized void phase(String reached) {
        phase = reached;
        write();
    }

    private static ContainerState waitingState(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason.isEmpty() ? "ContainerCreating" : reason)
                .withMessage(message.isEmpty() ? null : message)
                .endWaiting()
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ContainerStatus status(String name, int restarts, boolean ready, ContainerState state) {
        return new ContainerStatusBuilder()
                .withName(name)
                .withRestartCount(restarts)
                .withReady(ready)
                .withStarted(state.getRunning() != null)
                .withImage("")
                .withImageID("")
                .withState(state)
                .build();
    }

    private void put(ContainerStatus status) {
        containers.put(status.getName(), status);
        write();
    }

    private void write() {
        boolean ready = phase.equals("Running") && containers.values().stream().allMatch(ContainerStatus::getReady);
        List<ContainerStatus> all = new ArrayList<>(containers.values());
        var status = new PodStatusBuilder()
                .withPhase(phase)
                .withPodIP(address)
                .withPodIPs(address == null ? List.of() : List.of(new PodIP(address)))
                .withContainerStatuses(all)
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(now())
                .endCondition()
                .build();
        for (int i = 0; i < TRIES; i++) {
            try {
                var there = client.resource(pod).get();
                if (there == null
                        || !there.getMetadata()
                                .getUid()
                                .equals(pod.getMetadata().getUid())) {
                    return;
                }
                there.setStatus(status);
                client.resource(there).updateStatus();
                return;
            } catch (KubernetesClientException e) {
                if (!RACES.contains(e.getCode())) {
                    throw e;
                }
            }
        }
    }
}
