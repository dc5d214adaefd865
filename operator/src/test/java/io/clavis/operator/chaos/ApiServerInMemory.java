package io.clavis.operator.chaos;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.pipeline.Writer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** A namespace of an API server as strict as the real one about versions and identities, with faults. */
final class ApiServerInMemory implements World, Writer {
    private static final Set<String> SERVED =
            Set.of("batch/v1/CronJob", "policy/v1/PodDisruptionBudget", "k8s.mariadb.com/v1alpha1/MariaDB");

    private final Map<String, HasMetadata> objects = new TreeMap<>();
    private final Faults faults;
    private final Consumer<Secret> keysWritten;
    private Runnable others = () -> {};
    private long versions;

    /** @param keysWritten hears of each state of a Secret */
    ApiServerInMemory(Faults faults, Consumer<Secret> keysWritten) {
        this.faults = faults;
        this.keysWritten = keysWritten;
    }

    /** What happens where somebody else is faster than the operator. */
    void othersDo(Runnable action) {
        others = action;
    }

    /** All that is there. */
    List<HasMetadata> all() {
        return objects.values().stream().map(Serialization::clone).toList();
    }

    /** As somebody other than the operator, whom nothing goes wrong for. */
    void put(HasMetadata object) {
        var copy = Serialization.clone(object);
        var there = objects.get(place(object));
        copy.getMetadata()
                .setUid(
                        there == null
                                ? UUID.randomUUID().toString()
                                : there.getMetadata().getUid());
        copy.getMetadata().setResourceVersion(String.valueOf(++versions));
        objects.put(place(object), copy);
        if (copy instanceof Secret secret) {
            keysWritten.accept(secret);
        }
    }

    @Override
    public void write(Write write) {
        var here = others;
        faults.writing(() -> make(write), () -> {
            // Who comes in between is not interrupted in turn.
            others = () -> {};
            here.run();
            others = here;
        });
    }

    private void make(Write write) {
        switch (write) {
            case Write.Apply(HasMetadata wanted) -> apply(wanted);
            case Write.Create(HasMetadata wanted) -> {
                if (!objects.containsKey(place(wanted))) {
                    put(wanted);
                }
            }
            case Write.Replace(HasMetadata wanted) -> {
                var there = objects.get(place(wanted));
                if (there == null) {
                    throw Faults.refusal(404);
                }
                if (!there.getMetadata()
                        .getResourceVersion()
                        .equals(wanted.getMetadata().getResourceVersion())) {
                    throw Faults.refusal(409);
                }
                put(wanted);
            }
            case Write.Delete(HasMetadata observed) -> {
                var there = objects.get(place(observed));
                if (there != null
                        && there.getMetadata()
                                .getUid()
                                .equals(observed.getMetadata().getUid())) {
                    objects.remove(place(observed));
                }
            }
        }
    }

    private void apply(HasMetadata wanted) {
        var there = objects.get(place(wanted));
        if (there != null && Contents.applied(wanted, there)) {
            return;
        }
        var copy = Serialization.clone(wanted);
        copy.getMetadata().getAnnotations().put(Contents.APPLIED, Contents.hash(wanted));
        if (copy instanceof Deployment fresh) {
            fresh.getMetadata()
                    .setGeneration(there == null ? 1L : there.getMetadata().getGeneration() + 1);
            if (there instanceof Deployment old) {
                fresh.setStatus(old.getStatus());
            }
        }
        if (copy instanceof GenericKubernetesResource fresh && there instanceof GenericKubernetesResource old) {
            fresh.setAdditionalProperty("status", old.getAdditionalProperties().get("status"));
        }
        put(copy);
    }

    private static String place(HasMetadata object) {
        return place(
                object.getApiVersion(), object.getKind(), object.getMetadata().getName());
    }

    private static String place(String version, String kind, String name) {
        return version + "/" + kind + "/" + name;
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        faults.reading();
        return Optional.ofNullable(objects.get(place(HasMetadata.getApiVersion(type), HasMetadata.getKind(type), name)))
                .map(Serialization::clone)
                .map(type::cast);
    }

    @Override
    public <T extends HasMetadata> List<T> labelled(Class<T> type, Map<String, String> labels) {
        faults.reading();
        var found = new ArrayList<T>();
        for (var object : objects.values()) {
            var own = object.getMetadata().getLabels();
            if (type.isInstance(object) && own != null && own.entrySet().containsAll(labels.entrySet())) {
                found.add(type.cast(Serialization.clone(object)));
            }
        }
        return found;
    }

    @Override
    public Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String name) {
        faults.reading();
        return Optional.ofNullable(objects.get(place(kind.getGroup() + "/" + kind.getVersion(), kind.getKind(), name)))
                .map(Serialization::clone)
                .map(GenericKubernetesResource.class::cast);
    }

    @Override
    public boolean serves(String group, String version, String kind) {
        return SERVED.contains(group + "/" + version + "/" + kind);
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-03-01T12:00:00Z");
    }
}
