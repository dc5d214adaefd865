package io.clavis.keyrotation;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import java.util.List;
import java.util.function.Function;

/** Fernet keys that look after themselves. */
record ManagedFernetKeys(RepositoryKeys<FernetKey> repository) implements KeySource {
    @Override
    public List<FernetKey> keys() {
        return repository.opening();
    }

    @Override
    public List<FernetKey> refreshed() {
        return repository.refreshed();
    }

    @Override
    public <T> T sealing(Function<FernetKey, T> work) {
        return repository.sealing(work);
    }
}
