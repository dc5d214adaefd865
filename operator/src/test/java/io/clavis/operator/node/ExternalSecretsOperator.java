package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes Secrets of ExternalSecrets, and copies what PushSecrets name, with a store that is a map. */
public final class ExternalSecretsOperator {
    private static final Set<Integer> RACES = Set.of(404, 409);
    private static final String GROUP = "external-secrets.io/";

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, Map<String, String>> store = new ConcurrentHashMap<>();

    public ExternalSecretsOperator(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Puts something into the store. */
    public void put(String path, Map<String, String> values) {
        store.put(path, Map.copyOf(values));
    }

    /** What is in the store. */
    public Optional<Map<String, String>> at(String path) {
        return Optional.ofNullable(store.get(path));
    }

    /** Does what is to be done now. */
    public void work() {
        all("v1beta1", "ExternalSecret").forEach(this::fetch);
        all("v1alpha1", "PushSecret").forEach(this::push);
    }

    private List<GenericKubernetesResource> all(String version, String kind) {
        return client.genericKubernetesResources(GROUP + version, kind)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private void fetch(GenericKubernetesResource external) {
        if (external.getAdditionalProperties().containsKey("status")) {
            return;
        }
        var values = new LinkedHashMap<String, String>();
        List<?> data = external.get("spec", "data");
        for (var entry : data) {
            var fields = (Map<?, ?>) entry;
            var remote = (Map<?, ?>) fields.get("remoteRef");
            var kept = store.get(String.valueOf(remote.get("key")));
            if (kept == null || !kept.containsKey(String.valueOf(remote.get("property")))) {
                return;
            }
            values.put(String.valueOf(fields.get("secretKey")), kept.get(String.valueOf(remote.get("property"))));
        }
        String target = external.get("spec", "target", "name");
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(target)
                        .withNamespace(namespace)
                        .addNewOwnerReference()
                        .withApiVersion(external.getApiVersion())
                        .withKind(external.getKind())
                        .withName(external.getMetadata().getName())
                        .withUid(external.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create();
        ready(external);
    }

    private void push(GenericKubernetesResource wish) {
        String name = wish.get("spec", "selector", "secret", "name");
        var secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null || secret.getData() == null) {
            return;
        }
        List<?> data = wish.get("spec", "data");
        for (var entry : data) {
            var match = (Map<?, ?>) ((Map<?, ?>) entry).get("match");
            store.put(
                    String.valueOf(((Map<?, ?>) match.get("remoteRef")).get("remoteKey")),
                    Map.copyOf(secret.getData()));
        }
        if (!wish.getAdditionalProperties().containsKey("status")) {
            ready(wish);
        }
    }

    private void ready(GenericKubernetesResource object) {
        object.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        try {
            client.resource(object).updateStatus();
        } catch (KubernetesClientException e) {
            // Changed or gone meanwhile: what is still there is seen again.
            if (!RACES.contains(e.getCode())) {
                throw e;
            }
        }
    }
}
