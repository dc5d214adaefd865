package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is asked about a kind of resource. */
record Admitted(AdmittedKind kind, ResourceSchema schema, Rules rules, Defaults defaults) {
    static Admitted of(AdmittedKind kind, Neighbours neighbours) {
        var schema = ResourceSchema.of(kind.plural());
        var none = (Defaults) (resource, before) -> {};
        return switch (kind) {
            case KEYSTONE -> new Admitted(kind, schema, new KeystoneRules(neighbours), new KeystoneDefaults());
            case IDENTITY_BACKEND -> new Admitted(kind, schema, new BackendRules(neighbours), none);
            case ENDPOINT -> new Admitted(kind, schema, new EndpointRules(), none);
            case SERVICE, APPLICATION_CREDENTIAL -> new Admitted(kind, schema, (resource, before) -> List.of(), none);
        };
    }

    /** What there is to say about a resource; the rules are asked only where the schema has nothing against it. */
    List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var findings = new ArrayList<>(schema.check(resource, before));
        if (Finding.refusals(findings).isEmpty()) {
            findings.addAll(rules.check(resource, before));
        }
        return List.copyOf(findings);
    }

    /** A copy with everything filled in. */
    JsonNode filled(JsonNode resource, @Nullable JsonNode before) {
        var filled = schema.defaulted(resource);
        if (filled instanceof ObjectNode object) {
            defaults.fill(object, before);
        }
        return filled;
    }
}
