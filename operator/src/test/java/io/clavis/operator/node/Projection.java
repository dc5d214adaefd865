package io.clavis.operator.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory whose files change all at once: each name is a link through {@code ..data}, itself a link to a directory with
 * this state of all files, which one rename replaces. As kubelets write volumes.
 */
final class Projection {
    private static final String DATA = "..data";

    private final Path directory;
    private final Optional<Integer> group;
    private final Map<String, byte[]> present = new TreeMap<>();
    private int states;

    Projection(Path directory, Optional<Integer> group) {
        this.directory = directory;
        this.group = group;
    }

    /** Shows these files, whose names may have directories in them. */
    void project(Map<String, byte[]> files, int mode) throws IOException {
        if (states > 0 && isSame(files)) {
            return;
        }
        var before = directory.resolve(DATA);
        var old = Files.exists(before) ? Optional.of(before.toRealPath()) : Optional.<Path>empty();
        var state = directory.resolve("..state" + ++states);
        Files.createDirectories(state);
        for (var file : files.entrySet()) {
            var path = state.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
            own(path, mode);
        }
        var link = directory.resolve(DATA + ".new");
        Files.createSymbolicLink(link, state.getFileName());
        Files.move(link, before, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        names(files);
        present.clear();
        present.putAll(files);
        if (old.isPresent()) {
            Trees.delete(old.get());
        }
    }

    private void names(Map<String, byte[]> files) throws IOException {
        for (var name : files.keySet()) {
            var first = directory.resolve(Path.of(name).getName(0));
            if (!Files.isSymbolicLink(first)) {
                Files.createSymbolicLink(
                        first, Path.of(DATA, first.getFileName().toString()));
            }
        }
        for (var name : present.keySet()) {
            if (!files.containsKey(name)) {
                Files.deleteIfExists(directory.resolve(Path.of(name).getName(0)));
            }
        }
    }

    /** A group of the Pod may read, whatever the mode says. */
    private void own(Path path, int mode) throws IOException {
        if (group.isPresent()) {
            Files.setAttribute(path, "unix:gid", group.get());
            Files.setAttribute(path, "unix:mode", mode | 0440);
            return;
        }
        Files.setAttribute(path, "unix:mode", mode);
    }

    private boolean isSame(Map<String, byte[]> files) {
        return files.keySet().equals(present.keySet())
                && files.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), present.get(file.getKey())));
    }
}
