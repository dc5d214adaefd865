package io.clavis.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a configuration comes from. Later paths override earlier ones, the environment overrides files, and overrides
 * override all.
 *
 * @param paths files, and directories whose {@code *.conf} are read in the order of their names
 * @param overrides values by {@code group.option}; the values of an option that may repeat are separated by newlines
 */
public record ConfigurationSources(List<Path> paths, Map<String, String> environment, Map<String, String> overrides) {

    public ConfigurationSources {
        paths = List.copyOf(paths);
        environment = Map.copyOf(environment);
        overrides = Map.copyOf(overrides);
    }

    /**
     * The sources of a command line: {@code --config-file} and {@code --config-dir}, each as often as given. Without
     * files those of {@code OS_KEYSTONE_CONFIG_DIR} and {@code OS_KEYSTONE_CONFIG_FILES} are taken; without these,
     * {@code keystone.conf} is looked for in {@code ~/.keystone}, {@code ~}, {@code /etc/keystone} and {@code /etc};
     * without directories, {@code keystone.conf.d} likewise.
     */
    public static ConfigurationSources of(List<Path> files, List<Path> dirs, Map<String, String> environment) {
        var paths = new ArrayList<Path>(files.isEmpty() ? defaultFiles(environment) : files);
        paths.addAll(
                dirs.isEmpty()
                        ? searched("keystone.conf.d", environment).stream().toList()
                        : dirs);
        return new ConfigurationSources(paths, environment, Map.of());
    }

    /** Only these files, without the environment: what a domain's configuration is read from. */
    public static ConfigurationSources ofFiles(Path... files) {
        return new ConfigurationSources(List.of(files), Map.of(), Map.of());
    }

    public ConfigurationSources withOverrides(Map<String, String> values) {
        return new ConfigurationSources(paths, environment, values);
    }

    private static List<Path> defaultFiles(Map<String, String> environment) {
        var named = Stream.of(
                        environment.getOrDefault("OS_KEYSTONE_CONFIG_FILES", "").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        String dir = environment.getOrDefault("OS_KEYSTONE_CONFIG_DIR", "").strip();
        if (!dir.isEmpty()) {
            var names = named.isEmpty() ? List.of("keystone.conf") : named;
            return names.stream().map(Path.of(dir)::resolve).toList();
        }
        if (!named.isEmpty()) {
            return named.stream().map(Path::of).toList();
        }
        return searched("keystone.conf", environment).stream().toList();
    }

    /** Where files that options name are looked for: beside what was read, then in the usual places. */
    List<Path> directories() {
        var besides = paths.stream()
                .map(path ->
                        Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling(""));
        return Stream.concat(besides, usual(environment)).distinct().toList();
    }

    private static Optional<Path> searched(String name, Map<String, String> environment) {
        return usual(environment)
                .map(dir -> dir.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private static Stream<Path> usual(Map<String, String> environment) {
        var home = Optional.ofNullable(environment.get("HOME")).map(Path::of);
        return Stream.of(
                        home.map(dir -> dir.resolve(".keystone")),
                        home,
                        Optional.of(Path.of("/etc/keystone")),
                        Optional.of(Path.of("/etc")))
                .flatMap(Optional::stream);
    }

    /** Only the paths: values may be secrets. */
    @Override
    public String toString() {
        return paths.toString();
    }
}
