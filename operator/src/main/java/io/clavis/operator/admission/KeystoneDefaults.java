package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a Keystone gets that says nothing about it. */
final class KeystoneDefaults implements Defaults {
    private static final String REPLICAS = "replicas";

    @Override
    public void fill(ObjectNode resource, @Nullable JsonNode before) {
        if (!(resource.path("spec") instanceof ObjectNode spec)) {
            return;
        }
        if (spec.path("deployment").isMissingNode()) {
            spec.putObject("deployment");
        }
        if (spec.path("deployment") instanceof ObjectNode deployment) {
            replicas(spec, deployment, before == null ? MissingNode.getInstance() : before.path("spec"));
            resources(deployment);
        }
        absent(spec.path("database"), "credentialsMode", "Static");
        absent(spec.path("cache"), "backend", "dogpile.cache.pymemcache");
        if (spec.path("database").path("tls") instanceof ObjectNode tls) {
            absent(tls, "mode", "require");
        }
        if (spec.path("trustFlush").isMissingNode()) {
            spec.putObject("trustFlush").put("schedule", "0 * * * *").put("suspend", false);
        }
    }

    /**
     * {@code spec.replicas} and {@code spec.deployment.replicas} are kept the same: who changes one of them changes both.
     * Where somebody gives two numbers at once, both stay, and the rules refuse them.
     */
    private static void replicas(ObjectNode spec, ObjectNode deployment, JsonNode before) {
        var root = spec.path(REPLICAS);
        var own = deployment.path(REPLICAS);
        if (own.isMissingNode()) {
            deployment.set(REPLICAS, root.isMissingNode() ? JsonNodeFactory.instance.numberNode(3) : root.deepCopy());
            return;
        }
        if (root.isMissingNode() || root.equals(own) || before.isMissingNode()) {
            return;
        }
        boolean rootChanged = !root.equals(before.path(REPLICAS));
        boolean ownChanged = !own.equals(before.path("deployment").path(REPLICAS));
        if (rootChanged && !ownChanged) {
            deployment.set(REPLICAS, root.deepCopy());
        }
        if (ownChanged && !rootChanged) {
            spec.set(REPLICAS, own.deepCopy());
        }
    }

    private static void resources(ObjectNode deployment) {
        if (!deployment.path("resources").isMissingNode()) {
            return;
        }
        var resources = deployment.putObject("resources");
        resources.putObject("requests").put("memory", "256Mi").put("cpu", "100m");
        resources.putObject("limits").put("memory", "512Mi").put("cpu", "500m");
    }

    private static void absent(JsonNode object, String name, String value) {
        if (object instanceof ObjectNode known && known.path(name).asText("").isEmpty()) {
            known.put(name, value);
        }
    }
}
