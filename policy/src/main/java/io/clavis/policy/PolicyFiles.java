package io.clavis.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's files: {@code policy_file}, then each of {@code policy_dirs}, whose files follow in name order. */
record PolicyFiles(Optional<Path> file, List<Path> dirs) {

    /** What tells one state of a file from another. */
    record Stamp(
            Path path,
            FileTime modified,
            long size,
            @Nullable Object key) {}

    /** Later files win, rule by rule. */
    Map<String, Check> read() {
        var rules = new LinkedHashMap<String, Check>();
        for (var path : paths()) {
            rules.putAll(PolicyFile.read(path));
        }
        return rules;
    }

    /** Equal as long as no file came, went or changed. */
    List<Stamp> stamps() {
        return paths().stream().flatMap(path -> stamp(path).stream()).toList();
    }

    private static Optional<Stamp> stamp(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(path, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PolicyFileException(path, "cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Path> paths() {
        var paths = new ArrayList<Path>();
        file.ifPresent(paths::add);
        for (var dir : dirs) {
            paths.addAll(visibleFiles(dir));
        }
        return paths;
    }

    private static List<Path> visibleFiles(Path dir) {
        try (var entries = Files.list(dir)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith(".") && !Files.isDirectory(path))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new PolicyFileException(dir, "is not a directory", e);
        } catch (IOException e) {
            throw new PolicyFileException(dir, "cannot be read: " + e.getMessage(), e);
        }
    }
}
