package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A namespace as the API server has it now. Nothing is remembered: a step must see what the one before it wrote, and what
 * must run once is decided by what is there.
 */
public final class ClusterWorld implements World {
    private final KubernetesClient client;
    private final Served served;
    private final String namespace;
    private final InstantSource clock;

    public ClusterWorld(KubernetesClient client, Served served, String namespace, InstantSource clock) {
        this.client = client;
        this.served = served;
        this.namespace = namespace;
        this.clock = clock;
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get());
    }

    @Override
    public <T extends HasMetadata> List<T> labelled(Class<T> type, Map<String, String> labels) {
        return client.resources(type)
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems();
    }

    @Override
    public Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String name) {
        var all = client.genericKubernetesResources(kind);
        return Optional.ofNullable(
                kind.isNamespaceScoped()
                        ? all.inNamespace(namespace).withName(name).get()
                        : all.withName(name).get());
    }

    @Override
    public boolean serves(String group, String version, String kind) {
        return served.has(group, version, kind);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
