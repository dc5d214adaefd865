package io.clavis.crypto.key;

import io.clavis.crypto.fernet.FernetKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of one key repository: names that are numbers, each holding one key as text. */
final class KeyFiles {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String TEMPORARY = "0.tmp";
    private static final long LONGEST_KEY_FILE = 4096;

    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** Number and path of every key file, the primary key first. */
    NavigableMap<Long, Path> list() throws IOException {
        var files = new TreeMap<Long, Path>(Collections.reverseOrder());
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (NUMBER.matcher(name).matches() && Files.isRegularFile(entry)) {
                    files.put(Long.valueOf(name), entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new KeysNotFoundException(directory, "does not exist");
        }
        return files;
    }

    /** The text of one key file, verbatim. */
    String read(Path file) throws IOException {
        if (Files.size(file) > LONGEST_KEY_FILE) {
            throw new KeyRepositoryException("key file " + file + " is too long to be a key");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /** Changes whenever a file appears, disappears or is renamed. */
    FileTime changed() throws IOException {
        return Files.getLastModifiedTime(directory);
    }

    boolean hasStaged() {
        return Files.exists(directory.resolve("0"));
    }

    void createDirectory(KeyOwner owner) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        owner.own(directory);
    }

    /** Writes a new key beside the others, not yet visible to readers; a full disk fails here, harmlessly. */
    void writeTemporary(FernetKey key, KeyOwner owner) throws IOException {
        var temporary = directory.resolve(TEMPORARY);
        Files.deleteIfExists(temporary);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(temporary, options, mode)) {
            var text = ByteBuffer.wrap(key.text().getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        owner.own(temporary);
    }

    /** Makes the temporary key the staged one. */
    void stageTemporary() throws IOException {
        nameTemporary(0);
    }

    /** Makes the temporary key the one of the given number. */
    void nameTemporary(long number) throws IOException {
        move(TEMPORARY, Long.toString(number));
    }

    /** Makes the staged key the one of the given number. */
    void promoteStaged(long number) throws IOException {
        move("0", Long.toString(number));
    }

    private void move(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }
}
