package io.clavis.operator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays the External Secrets operator with a store: PushSecrets lay down there, ExternalSecrets take from there. */
final class SecretStore {
    private final KubernetesClient client;
    private final String namespace;

    /** By path, a space, and property; in base64. */
    private final Map<String, String> held = new HashMap<>();

    SecretStore(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    void put(String path, String property, String base64) {
        held.put(path + " " + property, base64);
    }

    String get(String path, String property) {
        return held.getOrDefault(path + " " + property, "");
    }

    /** Does all that there is to do, once. */
    void work() {
        for (var push : client.genericKubernetesResources("external-secrets.io/v1alpha1", "PushSecret")
                .inNamespace(namespace)
                .list()
                .getItems()) {
            push(Serialization.jsonMapper().valueToTree(push));
        }
        for (var source : client.genericKubernetesResources("external-secrets.io/v1", "ExternalSecret")
                .inNamespace(namespace)
                .list()
                .getItems()) {
            take(source);
        }
    }

    private void push(JsonNode push) {
        var match = push.at("/spec/data/0/match");
        var secret = client.secrets()
                .inNamespace(namespace)
                .withName(push.at("/spec/selector/secret/name").asText())
                .get();
        // Of keys, all values go to one place; of those there is nothing to take back here.
        if (secret != null && match.has("secretKey")) {
            put(
                    match.at("/remoteRef/remoteKey").asText(),
                    match.at("/remoteRef/property").asText(),
                    secret.getData().get(match.get("secretKey").asText()));
        }
    }

    private void take(GenericKubernetesResource source) {
        var item = Serialization.jsonMapper().valueToTree(source).at("/spec/data/0");
        var value = get(
                item.at("/remoteRef/key").asText(),
                item.at("/remoteRef/property").asText());
        if (value.isEmpty()) {
            return;
        }
        var wanted = new SecretBuilder()
                .withNewMetadata()
                .withName(source.getMetadata().getName())
                .withNamespace(namespace)
                .endMetadata()
                .withData(Map.of(item.get("secretKey").asText(), value))
                .build();
        client.resource(wanted)
                .fieldManager("external-secrets")
                .forceConflicts()
                .serverSideApply();
        source.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        client.resource(source).updateStatus();
    }
}
