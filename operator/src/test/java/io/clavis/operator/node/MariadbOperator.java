package io.clavis.operator.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does in a real MariaDB what the objects of the MariaDB operator say, and says that it is done. */
public final class MariadbOperator {
    private static final Set<Integer> RACES = Set.of(404, 409);

    private final KubernetesClient client;
    private final String namespace;
    private final PrivateMariadb server;

    public MariadbOperator(KubernetesClient client, String namespace, PrivateMariadb server) {
        this.client = client;
        this.namespace = namespace;
        this.server = server;
    }

    /** Does what is to be done now. */
    public void work() {
        for (var kind : List.of("MariaDB", "Database", "User", "Grant")) {
            client
                    .genericKubernetesResources("k8s.mariadb.com/v1alpha1", kind)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .filter(object -> !object.getAdditionalProperties().containsKey("status"))
                    .forEach(object -> serve(kind, object));
        }
    }

    private void serve(String kind, GenericKubernetesResource object) {
        switch (kind) {
            case "Database" ->
                server.sql("CREATE DATABASE IF NOT EXISTS `" + text(object, "name") + "` CHARACTER SET "
                        + text(object, "characterSet") + " COLLATE " + text(object, "collate"));
            case "User" ->
                server.sql("CREATE OR REPLACE USER '" + object.getMetadata().getName() + "'@'" + text(object, "host")
                        + "' IDENTIFIED BY '" + password(object) + "'");
            case "Grant" ->
                server.sql("GRANT " + String.join(",", list(object, "privileges")) + " ON `"
                        + text(object, "database") + "`." + text(object, "table") + " TO '" + text(object, "username")
                        + "'@'" + text(object, "host") + "'");
            default -> {
                // The cluster itself is there already.
            }
        }
        object.setAdditionalProperty(
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        try {
            client.resource(object).update();
        } catch (KubernetesClientException e) {
            // Changed or gone meanwhile: what is still there is seen again.
            if (!RACES.contains(e.getCode())) {
                throw e;
            }
        }
    }

    private String password(GenericKubernetesResource user) {
        var reference = (Map<?, ?>) spec(user).get("passwordSecretKeyRef");
        var secret = client.secrets()
                .inNamespace(namespace)
                .withName((String) reference.get("name"))
                .get();
        return new String(Base64.getDecoder().decode(secret.getData().get(reference.get("key"))), UTF_8);
    }

    private static String text(GenericKubernetesResource object, String field) {
        return String.valueOf(spec(object).get(field));
    }

    private static List<String> list(GenericKubernetesResource object, String field) {
        return ((List<?>) spec(object).get(field)).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(GenericKubernetesResource object) {
        return (Map<String, Object>) object.getAdditionalProperties().get("spec");
    }
}
