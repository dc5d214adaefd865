package io.clavis.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What a rule wants of an assertion ({@code remote}), and which of its values the rule hands on. */
final class Requirement {
    private Requirement() {}

    /**
     * The values for {@code {0}}, {@code {1}} and so on; empty where the rule does not apply. Conditions hand nothing
     * on, so they do not count.
     */
    static Optional<List<List<String>>> matches(JsonNode requirements, Map<String, String> assertion) {
        var handedOn = new ArrayList<List<String>>();
        for (var requirement : requirements) {
            var text = assertion.get(requirement.path("type").asString(""));
            if (text == null) {
                return Optional.empty();
            }
            var values = Arrays.asList(text.split(";", -1));
            boolean regex = requirement.path("regex").asBoolean(false);
            if (requirement.has("any_one_of")) {
                if (values.stream().noneMatch(listed(requirement.path("any_one_of"), regex))) {
                    return Optional.empty();
                }
                continue;
            }
            if (requirement.has("not_any_of")) {
                if (values.stream().anyMatch(listed(requirement.path("not_any_of"), regex))) {
                    return Optional.empty();
                }
                continue;
            }
            handedOn.add(filtered(requirement, values, regex));
        }
        return Optional.of(handedOn);
    }

    // As upstream, only a whitelist of regular expressions keeps what comes twice.
    private static List<String> filtered(JsonNode requirement, List<String> values, boolean regex) {
        if (requirement.has("blacklist")) {
            var listed = listed(requirement.path("blacklist"), regex);
            return distinct(values.stream().filter(listed.negate()).toList());
        }
        if (requirement.has("whitelist")) {
            var kept = values.stream()
                    .filter(listed(requirement.path("whitelist"), regex))
                    .toList();
            return regex ? kept : distinct(kept);
        }
        return values;
    }

    private static List<String> distinct(List<String> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private static Predicate<String> listed(JsonNode list, boolean regex) {
        var texts = texts(list);
        if (!regex) {
            Set<String> known = new HashSet<>(texts);
            return known::contains;
        }
        var patterns = texts.stream().map(PythonRegex::of).toList();
        return value -> patterns.stream().anyMatch(pattern -> pattern.isFoundIn(value));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
