package io.clavis.domainconfig;

import io.clavis.http.Forbidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a domain's configuration may hold, and what a request about a part of it must look like. */
final class ConfigCheck {
    private final DomainConfigSettings settings;

    ConfigCheck(DomainConfigSettings settings) {
        this.settings = settings;
    }

    static Forbidden invalid(String reason) {
        return Forbidden.because("Invalid domain specific configuration: " + reason + ".");
    }

    /** The options of a configuration; 403 where it is not one. */
    List<ConfigOption> options(ObjectNode config) {
        if (config.isEmpty()) {
            throw invalid("No options specified");
        }
        var options = new ArrayList<ConfigOption>();
        for (var group : config.properties()) {
            if (group.getValue().isEmpty() || !(group.getValue() instanceof ObjectNode members)) {
                throw invalid("The value of group " + group.getKey()
                        + " specified in the config should be a dictionary of options");
            }
            for (var option : members.properties()) {
                requireSupported(group.getKey(), option.getKey());
                options.add(new ConfigOption(group.getKey(), option.getKey(), option.getValue()));
            }
        }
        return options;
    }

    /** 403 where a domain cannot set such a thing. */
    void requireSupported(Extent extent) {
        if (extent.group() != null) {
            requireSupported(extent.group(), extent.option());
        }
    }

    private void requireSupported(String group, @Nullable String option) {
        var readable = settings.whitelisted().get(group);
        var secret = settings.sensitive().get(group);
        if (readable == null && secret == null) {
            throw invalid("Group " + group + " is not supported for domain specific configurations");
        }
        if (option != null && !isReadable(group, option) && !isSensitive(group, option)) {
            throw invalid(
                    "Option " + option + " in group " + group + " is not supported for domain specific configurations");
        }
    }

    /** 403 where a configuration says more, or of something else, than the request's address. */
    void requireOnly(Extent extent, ObjectNode config) {
        var group = extent.group();
        var option = extent.option();
        if (group == null) {
            return;
        }
        if (option == null && config.size() != 1) {
            throw invalid("Trying to update group " + group
                    + ", so that, and only that, group must be specified in the config");
        }
        if (option != null && config.path(group).size() != 1) {
            throw invalid("Trying to update option " + option + " in group " + group
                    + ", so that, and only that, option must be specified  in the config");
        }
        if (!config.has(group)) {
            throw invalid("request to update group " + group + ", but config provided contains group "
                    + firstName(config) + " instead");
        }
        if (option != null && !config.path(group).has(option)) {
            throw invalid("Trying to update option " + option + " in group " + group
                    + ", but config provided contains option " + firstName(config.path(group)) + " instead");
        }
    }

    boolean isReadable(String group, String option) {
        return settings.whitelisted().getOrDefault(group, Map.of()).containsKey(option);
    }

    boolean isSensitive(String group, String option) {
        return settings.sensitive().getOrDefault(group, Set.of()).contains(option);
    }

    private static String firstName(JsonNode object) {
        return object.properties().iterator().next().getKey();
    }
}
