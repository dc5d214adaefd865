package io.clavis.operator.registration;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Objects of the same namespace that a resource names without owning them. */
final class Related {
    private static final String BY_NAME = "related";

    private Related() {}

    /**
     * Has a resource looked at when what it names changes.
     *
     * @param named what the resource says
     * @param name what the other is called by
     */
    static <T extends HasMetadata, R extends HasMetadata> EventSource<?, R> watched(
            Class<T> type,
            Class<R> resources,
            EventSourceContext<R> context,
            Function<R, String> named,
            Function<T, String> name) {
        context.getPrimaryCache().addIndexer(BY_NAME, resource -> List.of(key(resource, named.apply(resource))));
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, resources)
                        .withSecondaryToPrimaryMapper(other ->
                                context.getPrimaryCache().byIndex(BY_NAME, key(other, name.apply(other))).stream()
                                        .map(ResourceID::fromResource)
                                        .collect(Collectors.toUnmodifiableSet()))
                        .build(),
                context);
    }

    private static String key(HasMetadata object, String name) {
        return object.getMetadata().getNamespace() + "/" + name;
    }
}
