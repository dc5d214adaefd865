package io.clavis;

import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The private directory of {@code keystone dev}: configuration, database, keys, the admin's password. */
final class DevelopmentDirectory {
    private static final List<String> OURS = List.of(
            "keystone.conf",
            "keystone.db",
            "keystone.db-shm",
            "keystone.db-wal",
            "fernet-keys",
            "credential-keys",
            "admin-password",
            "openrc");
    private static final int PASSWORD_BYTES = 15;
    private final Path directory;

    DevelopmentDirectory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path path() {
        return directory;
    }

    Path configurationFile() {
        return directory.resolve("keystone.conf");
    }

    Path openrc() {
        return directory.resolve("openrc");
    }

    /** Makes the directory, readable by its owner only, and a keystone.conf in it where there is none. */
    void create() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.resolve("..").normalize());
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.exists(configurationFile())) {
                write(configurationFile(), configuration());
            }
            // SQLite would make it readable by all who may enter the directory.
            if (!Files.exists(directory.resolve("keystone.db"))) {
                write(directory.resolve("keystone.db"), "");
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** What the keystone.conf says, with a port of the caller's. */
    Configuration configuration(int port) {
        return Configuration.load(ConfigurationSources.ofFiles(configurationFile())
                .withOverrides(Map.of("clavis.bind_port", String.valueOf(port))));
    }

    /** Deletes what this class put there, and nothing else. */
    void clear() {
        for (var name : OURS) {
            delete(directory.resolve(name));
        }
    }

    /** The password that was made at the first start. */
    String adminPassword() {
        var file = directory.resolve("admin-password");
        try {
            if (!Files.exists(file)) {
                var random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                write(file, Base64.getUrlEncoder().encodeToString(random) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    void writeOpenrc(String url, String password) {
        write(openrc(), """
                export OS_AUTH_URL=%s
                export OS_USERNAME=admin
                export OS_PASSWORD='%s'
                export OS_PROJECT_NAME=admin
                export OS_USER_DOMAIN_ID=default
                export OS_PROJECT_DOMAIN_ID=default
                export OS_REGION_NAME=RegionOne
                export OS_IDENTITY_API_VERSION=3
                """.formatted(url, password));
    }

    // A dollar sign begins a reference in keystone.conf, unless it is doubled.
    private String configuration() {
        return """
                # Made by `keystone dev`; yours to change.
                [database]
                connection = sqlite:///%1$s/keystone.db

                [fernet_tokens]
                key_repository = %1$s/fernet-keys

                [fernet_receipts]
                key_repository = %1$s/fernet-keys

                [credential]
                key_repository = %1$s/credential-keys

                [clavis]
                bind_host = 127.0.0.1
                """.formatted(directory.toString().replace("$", "$$"));
    }

    private static void write(Path file, String content) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var tree = Files.walk(path)) {
            for (var file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
