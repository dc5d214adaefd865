package io.clavis.operator.admission;

import io.clavis.operator.resource.KeystoneIdentityBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Asks the API server anew each time, so that nothing is let in by what was true before. */
public final class ClusterNeighbours implements Neighbours {
    private static final int NOT_FOUND = 404;
    private final KubernetesClient client;

    public ClusterNeighbours(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public boolean hasPriorityClass(String name) {
        return client.scheduling().v1().priorityClasses().withName(name).get() != null;
    }

    @Override
    public Optional<String> backendOf(String namespace, String keystone, String domain) {
        return backends(namespace).stream()
                .filter(backend -> backend.getMetadata().getDeletionTimestamp() == null)
                .filter(backend -> backend.getSpec().keystoneRef().name().equals(keystone))
                .filter(backend -> backend.getSpec().domain().name().equalsIgnoreCase(domain))
                .map(backend -> backend.getMetadata().getName())
                .findFirst();
    }

    private List<KeystoneIdentityBackend> backends(String namespace) {
        try {
            return client.resources(KeystoneIdentityBackend.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                // The kind is not installed.
                return List.of();
            }
            throw refused;
        }
    }
}
