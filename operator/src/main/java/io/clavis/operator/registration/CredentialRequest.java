package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Collectors;

/** What Keystone is asked for. */
final class CredentialRequest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 5;

    private CredentialRequest() {}

    /** An application credential as the resource wants it, of a name that none before had. */
    static ObjectNode of(KeystoneApplicationCredential resource, Instant expires, SecureRandom random) {
        var spec = resource.getSpec();
        var wanted = Identity.object()
                .put("name", resource.getMetadata().getName() + "-" + letters(random))
                .put("description", description(resource))
                .put("expires_at", expires.toString())
                .put("unrestricted", spec.unrestricted());
        var roles = wanted.putArray("roles");
        spec.roles().forEach(role -> roles.addObject().put("name", role));
        // None at all and an empty list are not the same: the latter allows nothing.
        if (!spec.accessRules().isEmpty()) {
            var rules = wanted.putArray("access_rules");
            spec.accessRules()
                    .forEach(rule -> rules.addObject()
                            .put("service", rule.service())
                            .put("method", rule.method())
                            .put("path", rule.path()));
        }
        return wanted;
    }

    /** By which those are found that never came into a Secret; with the id, lest those of an earlier resource are. */
    static String description(KeystoneApplicationCredential resource) {
        return "Of " + Mark.of(resource).owner() + ", " + resource.getMetadata().getUid();
    }

    private static String letters(SecureRandom random) {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
