package io.clavis.domainconfig;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An option that a domain has set. Its value may be a secret, so that no text of it tells. */
record ConfigOption(String group, String option, JsonNode value) {
    /** Options as the API shows them: by group, or a single one without its group. */
    static ObjectNode document(Collection<ConfigOption> options, @Nullable String single) {
        var document = JsonNodeFactory.instance.objectNode();
        for (var each : options) {
            var home = single == null ? document.withObjectProperty(each.group) : document;
            home.set(each.option, each.value);
        }
        return document;
    }

    @Override
    public String toString() {
        return "[" + group + "] " + option;
    }
}
