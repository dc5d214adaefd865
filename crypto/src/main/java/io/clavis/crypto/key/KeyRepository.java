package io.clavis.crypto.key;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of Fernet keys in upstream's format: file {@code 0} is staged, the highest number is primary.
 *
 * <p>Safe for use by many threads. The directory is read again at most once a second, and at once when a token fits
 * no known key; so rotation by any process is seen without a restart.
 */
public final class KeyRepository implements KeySource {
    private static final Logger log = LoggerFactory.getLogger(KeyRepository.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** File systems stamp coarsely: within this time of a change, an equal stamp does not prove an equal directory. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int ATTEMPTS = 100;

    private record Reading(List<FernetKey> keys, Instant at, FileTime changed) {
        boolean freshAt(Instant now) {
            return Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }

        boolean provenBy(FileTime stamp) {
            return stamp.equals(changed) && stamp.toInstant().isBefore(at.minus(SETTLED));
        }
    }

    private final Path directory;
    private final KeyFiles files;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Reading last;

    /** Touches nothing yet: a missing directory shows when keys are asked for. */
    public KeyRepository(Path directory, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.files = new KeyFiles(directory);
        this.clock = clock;
        this.random = random;
    }

    /**
     * The keys, primary first.
     *
     * @throws KeysNotFoundException if the directory is missing or holds no key
     * @throws KeyRepositoryException if it cannot be read
     */
    @Override
    public List<FernetKey> keys() {
        var known = last;
        if (known == null) {
            return read();
        }
        if (known.freshAt(clock.instant()) || !reading.tryLock()) {
            return known.keys();
        }
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public List<FernetKey> refreshed() {
        var known = last;
        try {
            return known != null && known.provenBy(files.changed()) ? known.keys() : read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Creates the directory and its first two keys, {@code 0} and {@code 1}.
     *
     * @return false, and nothing done, if there is a key {@code 0} already
     */
    public boolean setup(int maxActiveKeys, KeyOwner owner) {
        try {
            files.createDirectory(owner);
            if (files.hasStaged()) {
                log.info("key repository {} is already initialized", directory);
                return false;
            }
            files.writeTemporary(FernetKey.generate(random), owner);
            files.stageTemporary();
        } catch (IOException e) {
            throw failed(e);
        }
        rotate(maxActiveKeys, owner);
        return true;
    }

    /**
     * Promotes the staged key to primary, stages a new one, and deletes the oldest keys beyond {@code maxActiveKeys}
     * (the staged one counted). A number below 1 means 1.
     *
     * @throws KeyRepositoryException if there is no staged key, or files cannot be changed
     */
    public void rotate(int maxActiveKeys, KeyOwner owner) {
        try {
            var existing = files.list();
            if (!existing.containsKey(0L)) {
                throw new KeyRepositoryException("key repository " + directory + " has no staged key 0 to promote");
            }
            files.writeTemporary(FernetKey.generate(random), owner);
            var primary = existing.firstKey() + 1;
            files.promoteStaged(primary);
            files.stageTemporary();
            log.info("promoted key 0 of {} to be the primary: {}", directory, primary);
            purge(maxActiveKeys);
            last = null;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The keys by their numbers, the staged one as 0; none where the directory is missing or holds none.
     *
     * @throws KeyRepositoryException if it cannot be read
     */
    public SortedMap<Long, FernetKey> numbered() {
        var keys = new TreeMap<Long, FernetKey>();
        try {
            for (var file : Files.isDirectory(directory) ? files.list().entrySet() : Set.<Entry<Long, Path>>of()) {
                var text = files.read(file.getValue());
                if (!text.isEmpty()) {
                    keys.put(file.getKey(), parse(text, file.getValue()));
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return keys;
    }

    /**
     * Makes the directory hold exactly these keys. What is new comes before what is old goes, so that who reads
     * meanwhile misses none.
     *
     * @throws KeyRepositoryException if files cannot be changed
     */
    public void replace(SortedMap<Long, FernetKey> keys, KeyOwner owner) {
        try {
            files.createDirectory(owner);
            var before = files.list();
            for (var key : keys.entrySet()) {
                files.writeTemporary(key.getValue(), owner);
                files.nameTemporary(key.getKey());
            }
            before.keySet().removeAll(keys.keySet());
            for (var file : before.values()) {
                Files.delete(file);
            }
            last = null;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void purge(int maxActiveKeys) throws IOException {
        if (maxActiveKeys < 1) {
            log.warn("max_active_keys must be at least 1 to keep a primary key");
        }
        var unstaged = files.list();
        unstaged.remove(0L);
        while (unstaged.size() > Math.max(maxActiveKeys, 1) - 1) {
            var oldest = unstaged.pollLastEntry();
            log.info("deleting excess key {}", oldest.getValue());
            Files.delete(oldest.getValue());
        }
    }

    private List<FernetKey> read() {
        for (int attempt = 1; ; attempt++) {
            try {
                // The stamp comes first: a change while we read then makes the next look read again.
                var at = clock.instant();
                var changed = files.changed();
                var keys = load();
                // A listing may miss what a rotation renames meanwhile.
                if (attempt == ATTEMPTS || changed.equals(files.changed())) {
                    last = new Reading(keys, at, changed);
                    return keys;
                }
            } catch (KeysNotFoundException none) {
                if (attempt == ATTEMPTS) {
                    throw none;
                }
            } catch (NoSuchFileException e) {
                // A rotation renamed a file between listing and reading it.
                if (attempt == ATTEMPTS || !Files.isDirectory(directory)) {
                    throw failed(e);
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private List<FernetKey> load() throws IOException {
        var known = last;
        var keys = new ArrayList<FernetKey>();
        for (var file : files.list().values()) {
            var text = files.read(file);
            if (text.isEmpty()) {
                log.warn("ignoring empty key file {}", file);
                continue;
            }
            keys.add(known(text, known).orElseGet(() -> parse(text, file)));
        }
        if (keys.isEmpty()) {
            throw new KeysNotFoundException(directory, "holds no key");
        }
        return known != null && known.keys().equals(keys) ? known.keys() : List.copyOf(keys);
    }

    /** Keeps the key object that we have: it holds its pool of ciphers. */
    private static Optional<FernetKey> known(String text, @Nullable Reading known) {
        if (known == null) {
            return Optional.empty();
        }
        return known.keys().stream().filter(key -> key.text().equals(text)).findFirst();
    }

    private static FernetKey parse(String text, Path file) {
        try {
            return FernetKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new KeyRepositoryException("key file " + file + " holds no Fernet key", e);
        }
    }

    private KeyRepositoryException failed(IOException e) {
        if (e instanceof NoSuchFileException && !Files.isDirectory(directory)) {
            return new KeysNotFoundException(directory, "does not exist");
        }
        if (e instanceof AccessDeniedException denied) {
            return new KeyRepositoryException("no permission for " + denied.getFile(), e);
        }
        return new KeyRepositoryException("key repository " + directory + " failed: " + e.getMessage(), e);
    }
}
