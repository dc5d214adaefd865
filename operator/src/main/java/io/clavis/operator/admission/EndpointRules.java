package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a {@code KeystoneEndpoint} that its schema cannot say: interfaces and addresses that Keystone takes. */
final class EndpointRules implements Rules {
    private static final Set<String> INTERFACES = Set.of("admin", "internal", "public");

    @Override
    public List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var findings = new ArrayList<Finding>();
        for (var endpoint : Place.spec(resource).at("endpoints").members()) {
            var place = endpoint.place();
            if (!INTERFACES.contains(endpoint.name())) {
                findings.add(Finding.refused(place.path(), "is no interface, expected admin, internal or public"));
            }
            if (!place.text().startsWith("http://") && !place.text().startsWith("https://")) {
                findings.add(Finding.refused(place.path(), "is no address, expected one with http:// or https://"));
            }
        }
        return findings;
    }
}
