package io.clavis.operator.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
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
import java.util.stream.Collectors;

/** What a step finds, and what its writes make of it. */
final class Given implements World {
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();
    private final Set<String> served = new HashSet<>(Set.of("batch/v1/CronJob"));
    private int versions;

    Given serving(String... kinds) {
        served.addAll(List.of(kinds));
        return this;
    }

    Given withoutCronJobsOfToday() {
        served.remove("batch/v1/CronJob");
        return this;
    }

    Given with(HasMetadata object) {
        put(object);
        return this;
    }

    Given withSecret(String name, Map<String, String> texts) {
        var data = texts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        text -> Base64.getEncoder()
                                .encodeToString(text.getValue().getBytes(UTF_8))));
        return with(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(data)
                .build());
    }

    /** An object of the External Secrets operator, in the group's given version. */
    Given withExternal(String version, String kind, String name, boolean ready) {
        serving("external-secrets.io/" + version + "/" + kind);
        return with(new GenericKubernetesResourceBuilder()
                .withApiVersion("external-secrets.io/" + version)
                .withKind(kind)
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToAdditionalProperties(
                        "status",
                        Map.of("conditions", List.of(Map.of("type", "Ready", "status", ready ? "True" : "False"))))
                .build());
    }

    /** Makes the writes, as the API server would: none may be refused. */
    Given after(Outcome outcome) {
        for (var write : outcome.writes()) {
            switch (write) {
                case Write.Apply(HasMetadata wanted) -> put(wanted);
                case Write.Create(HasMetadata wanted) -> {
                    if (!objects.containsKey(place(wanted))) {
                        put(wanted);
                    }
                }
                case Write.Replace(HasMetadata wanted) -> {
                    var there = Optional.ofNullable(objects.get(place(wanted))).orElseThrow();
                    if (!there.getMetadata()
                            .getResourceVersion()
                            .equals(wanted.getMetadata().getResourceVersion())) {
                        throw new AssertionError("conflict at " + place(wanted));
                    }
                    put(wanted);
                }
                case Write.Delete(HasMetadata observed) -> {
                    var there =
                            Optional.ofNullable(objects.get(place(observed))).orElseThrow();
                    if (!there.getMetadata()
                            .getUid()
                            .equals(observed.getMetadata().getUid())) {
                        throw new AssertionError("another object at " + place(observed));
                    }
                    objects.remove(place(observed));
                }
            }
        }
        return this;
    }

    private void put(HasMetadata object) {
        var copy = Serialization.clone(object);
        var there = objects.get(place(object));
        copy.getMetadata()
                .setUid(
                        there == null
                                ? UUID.randomUUID().toString()
                                : there.getMetadata().getUid());
        copy.getMetadata().setResourceVersion(String.valueOf(++versions));
        objects.put(place(object), copy);
    }

    private static String place(HasMetadata object) {
        return place(
                object.getApiVersion(), object.getKind(), object.getMetadata().getName());
    }

    private static String place(String version, String kind, String name) {
        return version + "/" + kind + "/" + name;
    }

    Secret secret(String name) {
        return find(Secret.class, name).orElseThrow();
    }

    List<String> names() {
        return objects.values().stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .sorted()
                .toList();
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
        return Instant.parse("2026-03-01T12:00:00Z");
    }
}
