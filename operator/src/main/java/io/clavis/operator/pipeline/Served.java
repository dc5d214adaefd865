package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which kinds the API server knows. What it said is believed for a minute. May be used by many threads. */
public final class Served {
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final InstantSource clock;

    public Served(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Whether it knows this one. */
    public boolean has(String group, String version, String kind) {
        var groupVersion = group.isEmpty() ? version : group + "/" + version;
        var known = answers.get(groupVersion);
        var now = clock.instant();
        if (known == null || known.at().plus(BELIEVED).isBefore(now)) {
            known = new Answer(ask(groupVersion), now);
            answers.put(groupVersion, known);
        }
        return known.kinds().contains(kind);
    }

    private Set<String> ask(String groupVersion) {
        var resources = client.getApiResources(groupVersion);
        return resources == null
                ? Set.of()
                : resources.getResources().stream().map(APIResource::getKind).collect(Collectors.toUnmodifiableSet());
    }

    private record Answer(Set<String> kinds, Instant at) {}
}
