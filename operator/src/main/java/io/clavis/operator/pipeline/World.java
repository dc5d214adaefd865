package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is there, in the namespace of the resource. For reading. */
public interface World {
    /** An object by its name. */
    <T extends HasMetadata> Optional<T> find(Class<T> type, String name);

    /** The objects that have all of these labels. */
    <T extends HasMetadata> List<T> labelled(Class<T> type, Map<String, String> labels);

    /**
     * An object of a kind that the operator has no class for, by its name.
     *
     * @param kind with its group, version, plural and whether it has a namespace
     */
    Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String name);

    /** Whether the API server knows a kind. */
    boolean serves(String group, String version, String kind);

    /** Now. */
    Instant now();
}
