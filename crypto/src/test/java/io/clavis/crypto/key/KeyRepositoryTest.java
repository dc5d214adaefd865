package io.clavis.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRepositoryTest {
    private final SecureRandom random = new SecureRandom();
    private Instant now = Instant.now();

    @TempDir
    Path parent;

    private Path directory;
    private KeyRepository repository;

    @BeforeEach
    void open() {
        directory = parent.resolve("etc/fernet-keys");
        repository = new KeyRepository(directory, () -> now, random);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void setupLeavesAStagedAndAPrimaryKeyThatOnlyTheOwnerReads() throws IOException {
        assertThat(repository.setup(3, KeyOwner.PROCESS)).isTrue();
        assertThat(names()).containsExactly("0", "1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        for (var name : names()) {
            assertThat(text(name)).matches("[A-Za-z0-9_-]{43}=");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void setupLeavesAnExistingRepositoryAlone() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        var staged = text("0");
        assertThat(repository.setup(3, KeyOwner.PROCESS)).isFalse();
        assertThat(names()).containsExactly("0", "1");
        assertThat(text("0")).isEqualTo(staged);
    }

    @Test
    void rotationPromotesStagesAndPrunes() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        var staged = text("0");
        repository.rotate(3, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "1", "2");
        assertThat(text("2")).isEqualTo(staged);
        assertThat(text("0")).isNotEqualTo(staged);
        repository.rotate(3, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "2", "3");
        repository.rotate(5, KeyOwner.PROCESS);
        repository.rotate(5, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "2", "3", "4", "5");
        repository.rotate(2, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "6");
        repository.rotate(0, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0");
        repository.rotate(3, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "1");
    }

    @Test
    void keysComeInDescendingNumericalOrder() throws IOException {
        Files.createDirectories(directory);
        for (var name : List.of("0", "2", "10", "9")) {
            Files.writeString(
                    directory.resolve(name), FernetKey.generate(random).text());
        }
        assertThat(repository.keys().stream().map(FernetKey::text))
                .containsExactly(text("10"), text("9"), text("2"), text("0"));
    }

    @Test
    void emptyFilesForeignNamesAndDirectoriesAreIgnored() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        Files.writeString(directory.resolve("7"), "");
        Files.writeString(directory.resolve("0.tmp"), "half a key");
        Files.writeString(directory.resolve("README"), "no key");
        Files.createDirectory(directory.resolve("8"));
        assertThat(repository.keys().stream().map(FernetKey::text)).containsExactly(text("1"), text("0"));
    }

    @Test
    void leftoverOfACrashedRotationIsReplaced() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        Files.writeString(directory.resolve("0.tmp"), "half a key");
        repository.rotate(3, KeyOwner.PROCESS);
        assertThat(names()).containsExactly("0", "1", "2");
        assertThat(repository.keys()).hasSize(3);
    }

    @Test
    void missingAndEmptyRepositoriesAreToldApartFromDamagedOnes() throws IOException {
        assertThatExceptionOfType(KeysNotFoundException.class)
                .isThrownBy(repository::keys)
                .withMessageContaining("does not exist");
        assertThatExceptionOfType(KeysNotFoundException.class).isThrownBy(repository::refreshed);
        assertThatExceptionOfType(KeysNotFoundException.class).isThrownBy(() -> repository.rotate(3, KeyOwner.PROCESS));
        Files.createDirectories(directory);
        assertThatExceptionOfType(KeysNotFoundException.class)
                .isThrownBy(repository::keys)
                .withMessageContaining("holds no key");
        assertThatExceptionOfType(KeyRepositoryException.class)
                .isThrownBy(() -> repository.rotate(3, KeyOwner.PROCESS))
                .withMessageContaining("no staged key");
        Files.writeString(directory.resolve("1"), "tooshort");
        assertThatExceptionOfType(KeyRepositoryException.class)
                .isThrownBy(repository::keys)
                .isNotInstanceOf(KeysNotFoundException.class)
                .withMessageContaining("holds no Fernet key")
                .withMessageNotContaining("tooshort");
    }

    @Test
    void ownersAreSetByNameOrNumberAndUnknownOnesRefused() throws IOException {
        Files.createDirectories(parent);
        var user = Files.getOwner(parent).getName();
        var gid = Files.getAttribute(parent, "unix:gid").toString();
        assertThat(repository.setup(3, new KeyOwner(user, gid))).isTrue();
        assertThat(Files.getOwner(directory.resolve("1")).getName()).isEqualTo(user);
        assertThatExceptionOfType(KeyRepositoryException.class)
                .isThrownBy(() -> repository.rotate(3, new KeyOwner("nobody-of-this-name", null)))
                .withMessageContaining("nobody-of-this-name");
        assertThat(names()).contains("0", "1");
    }

    @Test
    void promotedKeyIsSeenWithinASecond() {
        repository.setup(3, KeyOwner.PROCESS);
        var before = repository.keys();
        new KeyRepository(directory, () -> now, random).rotate(3, KeyOwner.PROCESS);
        assertThat(repository.keys()).isSameAs(before);
        now = now.plusSeconds(1);
        var after = repository.keys();
        assertThat(after.getFirst()).isSameAs(before.getLast());
        assertThat(after).hasSize(3);
    }

    @Test
    void unchangedKeysKeepTheirObjects() {
        repository.setup(3, KeyOwner.PROCESS);
        var before = repository.keys();
        now = now.plusSeconds(5);
        assertThat(repository.keys()).isSameAs(before);
        assertThat(repository.refreshed()).isSameAs(before);
    }

    @Test
    void tokenOfAKeyThatJustArrivedIsOpenedAtOnce() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        var fernet = new Fernet(repository, () -> now, random);
        assertThat(fernet.decrypt(fernet.encrypt(new byte[3])).plaintext()).hasSize(3);
        var arrived = FernetKey.generate(random);
        var text = fernet.encrypt(new byte[4], arrived);
        Files.writeString(directory.resolve("9"), arrived.text());
        assertThat(fernet.decrypt(text).plaintext()).hasSize(4);
    }

    @Test
    void badTokensDoNotMakeASettledDirectoryBeReadAgain() throws IOException {
        repository.setup(3, KeyOwner.PROCESS);
        var stamp = FileTime.from(now.minusSeconds(60));
        Files.setLastModifiedTime(directory, stamp);
        var before = repository.keys();
        Files.writeString(directory.resolve("9"), FernetKey.generate(random).text());
        Files.setLastModifiedTime(directory, stamp);
        assertThat(repository.refreshed()).isSameAs(before);
        Files.setLastModifiedTime(directory, FileTime.from(now.minusSeconds(50)));
        assertThat(repository.refreshed()).hasSize(3);
    }

    @Test
    void readersSurviveConstantRotation() throws Exception {
        repository.setup(3, KeyOwner.PROCESS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rotation = threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    new KeyRepository(directory, () -> now, random).rotate(4, KeyOwner.PROCESS);
                }
            });
            while (!rotation.isDone()) {
                assertThat(new KeyRepository(directory, () -> now, random).keys())
                        .isNotEmpty();
            }
            rotation.get();
        }
    }
}
