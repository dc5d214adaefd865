package io.clavis.operator.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A namespace that is a map. Writes what the API server would write, and counts it. */
public final class WorldInMemory implements World, Writer {
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();
    private final Set<String> served = new HashSet<>(Set.of(
            "autoscaling/v2/HorizontalPodAutoscaler",
            "batch/v1/CronJob",
            "policy/v1/PodDisruptionBudget",
            "k8s.mariadb.com/v1alpha1/MariaDB"));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int writes;

    /** An API server of before batch/v1 CronJobs. */
    public WorldInMemory ofLongAgo() {
        served.remove("batch/v1/CronJob");
        served.remove("policy/v1/PodDisruptionBudget");
        served.remove("autoscaling/v2/HorizontalPodAutoscaler");
        return this;
    }

    /** An API server that also knows these kinds: {@code group/version/kind}. */
    public WorldInMemory serving(String... kinds) {
        served.addAll(List.of(kinds));
        return this;
    }

    public WorldInMemory with(HasMetadata object) {
        put(object);
        return this;
    }

    public WorldInMemory withSecret(String name, Map<String, String> texts) {
        return with(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(texts.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                text -> Base64.getEncoder()
                                        .encodeToString(text.getValue().getBytes(UTF_8)))))
                .build());
    }

    /** Changes an object that is there. */
    public <T extends HasMetadata> void change(Class<T> type, String name, Consumer<T> change) {
        var object = find(type, name).orElseThrow();
        change.accept(object);
        put(object);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** How many writes changed something. */
    public int writes() {
        return writes;
    }

    public List<HasMetadata> all() {
        return List.copyOf(objects.values());
    }

    @Override
    public void write(Write write) {
        switch (write) {
            case Write.Apply(HasMetadata wanted) -> {
                var there = objects.get(place(wanted));
                if (there == null || !Contents.applied(wanted, there)) {
                    writes++;
                    put(merged(Contents.marked(wanted), there));
                }
            }
            case Write.Create(HasMetadata wanted) -> {
                if (!objects.containsKey(place(wanted))) {
                    writes++;
                    put(wanted);
                }
            }
            case Write.Replace(HasMetadata wanted) -> {
                writes++;
                put(wanted);
            }
            case Write.Delete(HasMetadata observed) -> {
                writes++;
                objects.remove(place(observed));
            }
        }
    }

    /** The status is nobody's to apply. */
    private static HasMetadata merged(HasMetadata wanted, @Nullable HasMetadata there) {
        if (there instanceof Deployment old && wanted instanceof Deployment fresh) {
            fresh.setStatus(old.getStatus());
            fresh.getMetadata().setGeneration(old.getMetadata().getGeneration() + 1);
        } else if (wanted instanceof Deployment fresh) {
            fresh.getMetadata().setGeneration(1L);
        }
        return wanted;
    }

    private void put(HasMetadata object) {
        var copy = Serialization.clone(object);
        if (copy.getMetadata().getUid() == null) {
            copy.getMetadata().setUid(UUID.randomUUID().toString());
        }
        objects.put(place(object), copy);
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
        return Optional.ofNullable(objects.get(place(HasMetadata.getApiVersion(type), HasMetadata.getKind(type), name)))
                .map(Serialization::clone)
                .map(type::cast);
    }

    @Override
    public <T extends HasMetadata> List<T> labelled(Class<T> type, Map<String, String> labels) {
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
        return Optional.ofNullable(objects.get(place(kind.getGroup() + "/" + kind.getVersion(), kind.getKind(), name)))
                .map(GenericKubernetesResource.class::cast);
    }

    @Override
    public boolean serves(String group, String version, String kind) {
        return served.contains(group + "/" + version + "/" + kind);
    }

    @Override
    public Instant now() {
        return now;
    }
}
