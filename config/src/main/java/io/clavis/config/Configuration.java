package io.clavis.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The values of all options, read and checked once; immutable. */
public final class Configuration {
    private final Assignments assignments;
    // By identity: an option is declared once.
    private final Map<Option<?>, Object> values;
    private final List<Warning> warnings;
    private final List<Path> directories;

    private Configuration(
            Assignments assignments, Map<Option<?>, Object> values, List<Warning> warnings, List<Path> directories) {
        this.assignments = assignments;
        this.values = values;
        this.warnings = List.copyOf(warnings);
        this.directories = List.copyOf(directories);
    }

    /**
     * Reads the sources and checks every declared option.
     *
     * @throws ConfigurationException with all that is wrong
     */
    public static Configuration load(ConfigurationSources sources) {
        var assignments = Assignments.of(sources);
        var resolution = new Resolution(assignments);
        var values = new IdentityHashMap<Option<?>, Object>();
        var problems = new LinkedHashSet<Problem>();
        for (Option<?> option : Options.all()) {
            try {
                values.put(option, resolution.value(option));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        }
        var names = new NameCheck(authMethods(values));
        problems.addAll(names.problems(assignments.inOverrides()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(List.copyOf(problems));
        }
        var warnings = new ArrayList<>(names.warnings(assignments.inFiles()));
        warnings.addAll(names.warnings(assignments.inEnvironment()));
        warnings.addAll(resolution.warnings());
        return new Configuration(assignments, values, warnings, sources.directories());
    }

    /**
     * A configuration of nothing but these values, by {@code group.option}; the values of an option that may repeat are
     * separated by newlines.
     *
     * @throws ConfigurationException also for an unknown option
     */
    public static Configuration of(Map<String, String> values) {
        return load(new ConfigurationSources(List.of(), Map.of(), values));
    }

    /** The default of every option. */
    public static Configuration defaults() {
        return of(Map.of());
    }

    /**
     * The value of an option.
     *
     * @throws ConfigurationException only for options made at run time, whose value was not checked when loading
     */
    @SuppressWarnings("unchecked") // the value under an option was made by that option's type
    public <T> T get(Option<T> option) {
        Object value = values.get(option);
        return value != null ? (T) value : new Resolution(assignments).value(option);
    }

    /** Whether a file, the environment or an override says something about this option. */
    public boolean isSet(Option<?> option) {
        return !assignments.of(option).isEmpty();
    }

    /** What deserves a look, in the order of the files; to be logged at start. */
    public List<Warning> warnings() {
        return warnings;
    }

    /**
     * Where a file that an option names is: relative names are looked for beside the files that were read, then where
     * oslo.config looks for keystone.conf; one that is nowhere is expected beside the first file.
     */
    public Path locate(String name) {
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> directories.getFirst().resolve(name));
    }

    private static List<String> authMethods(Map<Option<?>, Object> values) {
        return values.get(AuthOptions.METHODS) instanceof List<?> methods
                ? methods.stream().map(Object::toString).toList()
                : List.of();
    }
}
