package io.clavis.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all files of the sources and gathers what is wrong with them. */
final class FileReading {
    private final List<Map<OptionName, List<Entry>>> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private FileReading() {}

    /**
     * The assignments of each file, earliest first.
     *
     * @throws ConfigurationException for files that are missing, unreadable or malformed, all together
     */
    static List<Map<OptionName, List<Entry>>> read(List<Path> paths) {
        var reading = new FileReading();
        paths.forEach(reading::path);
        if (!reading.problems.isEmpty()) {
            throw new ConfigurationException(reading.problems);
        }
        return reading.files;
    }

    private void path(Path path) {
        if (!Files.isDirectory(path)) {
            file(path);
            return;
        }
        try (Stream<Path> children = Files.list(path)) {
            children.filter(FileReading::isConfiguration).sorted().forEach(this::file);
        } catch (IOException e) {
            problems.add(problem(path, e));
        }
    }

    /** A shell's {@code *.conf} leaves hidden files out. */
    private static boolean isConfiguration(Path child) {
        String name = child.getFileName().toString();
        return name.endsWith(".conf") && !name.startsWith(".");
    }

    private void file(Path file) {
        try {
            files.add(IniFile.parse(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            problems.add(problem(file, e));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
    }

    private static Problem problem(Path path, IOException cause) {
        String message = switch (cause) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "not UTF-8 text";
            default -> "cannot be read: " + cause.getMessage();
        };
        return new Problem(path.toString(), message);
    }
}
