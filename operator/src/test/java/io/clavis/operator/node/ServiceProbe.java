package io.clavis.operator.node;

import io.clavis.operator.step.HttpProbe;
import io.clavis.operator.step.Probe;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Asks the Pods behind a Service, as whoever finds it by its name would. */
public final class ServiceProbe implements Probe {
    private final KubernetesClient client;
    private final HttpProbe probe = new HttpProbe(HttpClient.newHttpClient(), InstantSource.system());

    public ServiceProbe(KubernetesClient client) {
        this.client = client;
    }

    /** The addresses of all Pods of a Service that are ready. */
    public static List<String> addresses(KubernetesClient client, String namespace, String service) {
        var there = client.services().inNamespace(namespace).withName(service).get();
        if (there == null) {
            return List.of();
        }
        return client.pods().inNamespace(namespace).withLabels(there.getSpec().getSelector()).list().getItems().stream()
                .filter(Readiness::isPodReady)
                .map(pod -> pod.getStatus().getPodIP())
                .toList();
    }

    @Override
    public int status(URI address, Duration timeout) throws IOException, InterruptedException {
        var parts = address.getHost().split("\\.", -1);
        var ready = addresses(client, parts[1], parts[0]);
        if (ready.isEmpty()) {
            throw new ConnectException("no Pod of " + address.getHost() + " is ready");
        }
        return probe.status(URI.create(address.toString().replace(address.getHost(), ready.getFirst())), timeout);
    }
}
