package io.clavis.crypto.key;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The keys of the credential repository: upstream's null key comes last, and stands alone where there is no key. */
public final class NullKeyFallback implements KeySource {
    private final KeySource repository;

    /** Wraps {@code [credential] key_repository}. */
    public NullKeyFallback(KeySource repository) {
        this.repository = repository;
    }

    @Override
    public List<FernetKey> keys() {
        return withNullKey(repository::keys);
    }

    @Override
    public List<FernetKey> refreshed() {
        return withNullKey(repository::refreshed);
    }

    @Override
    public <T> T sealing(Function<FernetKey, T> work) {
        try {
            return repository.sealing(work);
        } catch (KeysNotFoundException e) {
            return work.apply(FernetKey.NULL_KEY);
        }
    }

    private static List<FernetKey> withNullKey(Supplier<List<FernetKey>> keys) {
        try {
            return Stream.concat(keys.get().stream(), Stream.of(FernetKey.NULL_KEY))
                    .toList();
        } catch (KeysNotFoundException e) {
            return List.of(FernetKey.NULL_KEY);
        }
    }
}
