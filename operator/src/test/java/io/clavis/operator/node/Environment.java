package io.clavis.operator.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables of a container, and what stands for them in its command. */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([-._a-zA-Z][-._a-zA-Z0-9]*)\\)");

    private Environment() {}

    static Map<String, String> of(
            KubernetesClient client,
            Pod pod,
            String address,
            Image image,
            io.fabric8.kubernetes.api.model.Container container)
            throws Volumes.Missing {
        if (!container.getEnvFrom().isEmpty()) {
            throw new IllegalStateException("this node does not know envFrom");
        }
        var all = new LinkedHashMap<String, String>();
        all.put("PATH", image.path());
        all.put("JAVA_HOME", image.javaHome());
        all.put("HOME", "/");
        all.put("HOSTNAME", pod.getMetadata().getName());
        services(client, pod, all);
        for (var variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                all.put(
                        variable.getName(),
                        expanded(Optional.ofNullable(variable.getValue()).orElse(""), all));
                continue;
            }
            value(client, pod, address, variable.getValueFrom()).ifPresent(value -> all.put(variable.getName(), value));
        }
        return all;
    }

    /** What a kubelet says of each Service, whether a container wants it or not. */
    private static void services(KubernetesClient client, Pod pod, Map<String, String> all) {
        all.put("KUBERNETES_SERVICE_HOST", Node.API_SERVER);
        all.put("KUBERNETES_SERVICE_PORT", String.valueOf(Forwarder.PORT));
        if (Boolean.FALSE.equals(pod.getSpec().getEnableServiceLinks())) {
            return;
        }
        for (var service : client.services()
                .inNamespace(pod.getMetadata().getNamespace())
                .list()
                .getItems()) {
            var host = service.getSpec().getClusterIP();
            if (host == null || host.equals("None")) {
                continue;
            }
            var name = service.getMetadata().getName().toUpperCase(Locale.ROOT).replace('-', '_');
            var port = service.getSpec().getPorts().getFirst();
            all.put(name + "_SERVICE_HOST", host);
            all.put(name + "_SERVICE_PORT", port.getPort().toString());
            all.put(name + "_PORT", "tcp://" + host + ":" + port.getPort());
        }
    }

    private static Optional<String> value(KubernetesClient client, Pod pod, String address, EnvVarSource source)
            throws Volumes.Missing {
        var namespace = pod.getMetadata().getNamespace();
        if (source.getSecretKeyRef() != null) {
            var reference = source.getSecretKeyRef();
            var secret = client.secrets()
                    .inNamespace(namespace)
                    .withName(reference.getName())
                    .get();
            return found(
                    Optional.ofNullable(secret)
                            .flatMap(there -> Optional.ofNullable(there.getData()))
                            .flatMap(data -> Optional.ofNullable(data.get(reference.getKey())))
                            .map(text -> new String(Base64.getDecoder().decode(text), UTF_8)),
                    reference.getOptional(),
                    "secret \"" + reference.getName() + "\" with key " + reference.getKey() + " not found");
        }
        if (source.getConfigMapKeyRef() != null) {
            var reference = source.getConfigMapKeyRef();
            var map = client.configMaps()
                    .inNamespace(namespace)
                    .withName(reference.getName())
                    .get();
            return found(
                    Optional.ofNullable(map)
                            .flatMap(there -> Optional.ofNullable(there.getData()))
                            .flatMap(data -> Optional.ofNullable(data.get(reference.getKey()))),
                    reference.getOptional(),
                    "configmap \"" + reference.getName() + "\" with key " + reference.getKey() + " not found");
        }
        if (source.getFieldRef() != null) {
            return Optional.of(
                    switch (source.getFieldRef().getFieldPath()) {
                        case "metadata.name" -> pod.getMetadata().getName();
                        case "metadata.namespace" -> namespace;
                        case "status.podIP" -> address;
                        default ->
                            throw new IllegalStateException("this node does not know the field "
                                    + source.getFieldRef().getFieldPath());
                    });
        }
        throw new IllegalStateException("this node does not know such a variable");
    }

    private static Optional<String> found(Optional<String> value, Boolean optional, String message)
            throws Volumes.Missing {
        if (value.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw new Volumes.Missing(message);
        }
        return value;
    }

    /** The words of a command, with the values of variables. */
    static List<String> expanded(List<String> words, Map<String, String> environment) {
        return words.stream().map(word -> expanded(word, environment)).toList();
    }

    private static String expanded(String text, Map<String, String> environment) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            if (match.group(1) == null) {
                return Matcher.quoteReplacement("$");
            }
            return Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group()));
        });
    }
}
