package io.clavis.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that was written anywhere, and which of it counts for an option. */
final class Assignments {
    private final List<Map<OptionName, List<Entry>>> newestFirst;
    private final Map<String, String> environment;
    private final Map<OptionName, Entry> overrides = new LinkedHashMap<>();

    private Assignments(List<Map<OptionName, List<Entry>>> files, Map<String, String> environment) {
        this.newestFirst = files.reversed();
        this.environment = environment;
    }

    static Assignments of(ConfigurationSources sources) {
        var assignments = new Assignments(FileReading.read(sources.paths()), sources.environment());
        sources.overrides().forEach((name, value) -> {
            var place = OptionName.dotted(name);
            assignments.overrides.put(place, new Entry(place, value, "override " + name));
        });
        return assignments;
    }

    /**
     * The assignments that count for this option, in the order of writing. Of a file, the current name beats former
     * ones; of several files, the last one wins, unless the option gathers all values.
     */
    List<Entry> of(Option<?> option) {
        Entry override = overrides.get(option.place());
        if (override != null) {
            return option.type() instanceof MultiValue ? eachLine(override) : List.of(override);
        }
        String variable = option.place().environmentVariable();
        String value = environment.get(variable);
        if (value != null) {
            return List.of(new Entry(option.place(), value, "environment variable " + variable));
        }
        var found = newestFirst.stream()
                .flatMap(file -> Stream.concat(Stream.of(option.place()), option.formerNames().stream())
                        .filter(file::containsKey)
                        .map(file::get))
                .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(option.type() instanceof MultiValue)) {
            return found.getFirst();
        }
        return found.reversed().stream().flatMap(List::stream).toList();
    }

    private static List<Entry> eachLine(Entry entry) {
        return entry.text()
                .lines()
                .map(line -> new Entry(entry.place(), line, entry.location()))
                .toList();
    }

    /** All that files say, earliest first. */
    Stream<Entry> inFiles() {
        return newestFirst.reversed().stream()
                .flatMap(file -> file.values().stream().flatMap(List::stream));
    }

    Stream<Entry> inOverrides() {
        return overrides.values().stream();
    }

    /** Environment variables that look like options: {@code OS_GROUP__OPTION}. */
    Stream<Entry> inEnvironment() {
        var entries = new ArrayList<Entry>();
        environment.forEach((variable, value) -> {
            int separator = variable.indexOf("__");
            if (variable.startsWith("OS_") && separator > 3 && separator + 2 < variable.length()) {
                entries.add(entry(variable, value, separator));
            }
        });
        return entries.stream();
    }

    private static Entry entry(String variable, String value, int separator) {
        var place = new OptionName(
                variable.substring(3, separator),
                variable.substring(separator + 2).toLowerCase(Locale.ROOT));
        return new Entry(place, value, "environment variable " + variable);
    }
}
