package io.clavis.mapping;

import io.clavis.federation.SchemaVersion;
import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Applies the rules of a mapping to an assertion. */
public final class MappingEngine {
    private MappingEngine() {}

    /**
     * Who the rules say that is.
     *
     * @param rules a list of rules, as stored
     * @param assertion attributes, found in whatever way the map finds them; several values of one are separated by
     *     semicolons
     * @throws MappingFailure where no rule applies, or one cannot be applied
     */
    public static MappedIdentity evaluate(JsonNode rules, SchemaVersion version, Map<String, String> assertion) {
        var substitution = new Substitution(version);
        var found = new ArrayList<JsonNode>();
        for (var rule : rules) {
            var matches = Requirement.matches(rule.path("remote"), assertion);
            if (matches.isPresent()) {
                rule.path("local").forEach(local -> found.add(substitution.apply(local, matches.get())));
            }
        }
        return new IdentityValues(version).identity(found);
    }
}
