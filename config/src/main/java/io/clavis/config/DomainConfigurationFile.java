package io.clavis.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file {@code keystone.<domain>.conf}: what a domain sets for itself, as it was written. */
public final class DomainConfigurationFile {
    private DomainConfigurationFile() {}

    /**
     * The options by section and name. Of an option that is written more than once the first counts, as upstream has it;
     * nothing is substituted.
     *
     * @throws ConfigurationException if the file cannot be read, or is none
     */
    public static Map<String, Map<String, String>> read(Path file) {
        var sections = new LinkedHashMap<String, Map<String, String>>();
        for (var entries : FileReading.read(List.of(file))) {
            entries.forEach((place, written) -> sections.computeIfAbsent(place.group(), _ -> new LinkedHashMap<>())
                    .put(place.name(), written.getFirst().text()));
        }
        return sections;
    }
}
