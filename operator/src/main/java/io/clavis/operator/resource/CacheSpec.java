package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memcached servers: those of a cluster, or a list.
 *
 * @param perPod whether a cluster's servers are named Pod by Pod, as the founding document has it; else by its Service
 */
public record CacheSpec(
        @Nullable Reference clusterRef, List<String> servers, String backend, Integer replicas, Boolean perPod) {
    private static final int REPLICAS = 3;
    private static final int PORT = 11211;

    public CacheSpec {
        servers = servers == null ? List.of() : List.copyOf(servers);
        backend = backend == null || backend.isEmpty() ? "dogpile.cache.pymemcache" : backend;
        replicas = replicas == null ? REPLICAS : replicas;
        perPod = perPod == null || perPod;
    }

    /** Host and port of each server. */
    public List<String> addresses() {
        if (!servers.isEmpty() || clusterRef == null) {
            return servers;
        }
        var name = clusterRef.name();
        return perPod
                ? java.util.stream.IntStream.range(0, replicas)
                        .mapToObj(pod -> name + "-" + pod + "." + name + ":" + PORT)
                        .toList()
                : List.of(name + ":" + PORT);
    }
}
