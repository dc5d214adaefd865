package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The volumes of a Pod as directories. What comes from the API server changes in them when it changes there. */
final class Volumes {
    private static final int DEFAULT_MODE = 0644;

    private final KubernetesClient client;
    private final Pod pod;
    private final Path directory;
    private final Map<String, Projection> projections = new HashMap<>();

    Volumes(KubernetesClient client, Pod pod, Path directory) {
        this.client = client;
        this.pod = pod;
        this.directory = directory;
    }

    /** Something that a Pod needs is not there. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    /** Makes them, or brings them up to date. */
    synchronized void refresh() throws Missing, IOException {
        for (var volume : pod.getSpec().getVolumes()) {
            if (volume.getEmptyDir() != null) {
                scratch(volume);
                continue;
            }
            var projection = projections.get(volume.getName());
            if (projection == null) {
                projection = new Projection(directory.resolve(volume.getName()), group());
                projections.put(volume.getName(), projection);
            }
            projection.project(files(volume), mode(volume));
        }
    }

    /** What a container has of them. */
    List<Mount> mounts(List<VolumeMount> wanted) throws IOException {
        var mounts = new ArrayList<Mount>();
        for (var mount : wanted) {
            var source = directory.resolve(mount.getName());
            if (mount.getSubPath() != null && !mount.getSubPath().isEmpty()) {
                // As a kubelet does: the file of now, which no later change reaches.
                source = source.resolve(mount.getSubPath()).toRealPath();
            }
            boolean projected = projections.containsKey(mount.getName());
            mounts.add(new Mount(source, mount.getMountPath(), projected || Boolean.TRUE.equals(mount.getReadOnly())));
        }
        return mounts;
    }

    private void scratch(Volume volume) throws IOException {
        var scratch = directory.resolve(volume.getName());
        if (Files.notExists(scratch)) {
            Files.createDirectories(scratch);
            Files.setAttribute(scratch, "unix:mode", 0777);
            group().ifPresent(group -> own(scratch, group));
        }
    }

    private static void own(Path path, int group) {
        try {
            Files.setAttribute(path, "unix:gid", group);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<Integer> group() {
        return Optional.ofNullable(pod.getSpec().getSecurityContext())
                .map(context -> context.getFsGroup())
                .map(Long::intValue);
    }

    private Map<String, byte[]> files(Volume volume) throws Missing {
        if (volume.getSecret() != null) {
            return picked(
                    secret(volume.getSecret().getSecretName()),
                    volume.getSecret().getItems());
        }
        if (volume.getConfigMap() != null) {
            return picked(
                    configMap(volume.getConfigMap().getName()),
                    volume.getConfigMap().getItems());
        }
        if (volume.getProjected() != null) {
            return projected(volume.getProjected());
        }
        throw new IllegalStateException("a volume that this node does not know: " + volume.getName());
    }

    private Map<String, byte[]> projected(ProjectedVolumeSource projected) throws Missing {
        var files = new TreeMap<String, byte[]>();
        for (var source : projected.getSources()) {
            if (source.getSecret() != null) {
                files.putAll(picked(
                        secret(source.getSecret().getName()), source.getSecret().getItems()));
            } else if (source.getConfigMap() != null) {
                files.putAll(picked(
                        configMap(source.getConfigMap().getName()),
                        source.getConfigMap().getItems()));
            } else if (source.getServiceAccountToken() != null) {
                files.put(
                        source.getServiceAccountToken().getPath(),
                        Account.of(client, pod).token().getBytes(StandardCharsets.UTF_8));
            } else {
                throw new IllegalStateException("a projection that this node does not know");
            }
        }
        return files;
    }

    private static int mode(Volume volume) {
        Integer mode = volume.getSecret() != null
                ? volume.getSecret().getDefaultMode()
                : volume.getConfigMap() != null
                        ? volume.getConfigMap().getDefaultMode()
                        : volume.getProjected().getDefaultMode();
        return mode == null ? DEFAULT_MODE : mode;
    }

    private static Map<String, byte[]> picked(Map<String, byte[]> all, @Nullable List<KeyToPath> items) throws Missing {
        if (items == null || items.isEmpty()) {
            return all;
        }
        var picked = new TreeMap<String, byte[]>();
        for (var item : items) {
            var content = all.get(item.getKey());
            if (content == null) {
                throw new Missing("references non-existent key: " + item.getKey());
            }
            picked.put(item.getPath(), content);
        }
        return picked;
    }

    private Map<String, byte[]> secret(String name) throws Missing {
        Secret secret = client.secrets().inNamespace(namespace()).withName(name).get();
        if (secret == null) {
            throw new Missing("secret \"" + name + "\" not found");
        }
        var files = new TreeMap<String, byte[]>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, value) -> files.put(key, Base64.getDecoder().decode(value)));
        return files;
    }

    private Map<String, byte[]> configMap(String name) throws Missing {
        ConfigMap map =
                client.configMaps().inNamespace(namespace()).withName(name).get();
        if (map == null) {
            throw new Missing("configmap \"" + name + "\" not found");
        }
        var files = new TreeMap<String, byte[]>();
        Optional.ofNullable(map.getData())
                .orElse(Map.of())
                .forEach((key, value) -> files.put(key, value.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private String namespace() {
        return pod.getMetadata().getNamespace();
    }
}
