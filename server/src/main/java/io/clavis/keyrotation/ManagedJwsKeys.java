package io.clavis.keyrotation;

import io.clavis.crypto.key.JwsKeys;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Function;

/** Pairs of keys that look after themselves. */
record ManagedJwsKeys(RepositoryKeys<JwsKey> repository) implements JwsKeys {
    @Override
    public <T> T signing(Function<PrivateKey, T> work) {
        // A pair gives its private key up only after it was replaced.
        return repository.sealing(key -> work.apply(key.signing().orElseThrow()));
    }

    @Override
    public boolean canSign() {
        return true;
    }

    @Override
    public List<PublicKey> verifying() {
        return publicKeys(repository.opening());
    }

    @Override
    public List<PublicKey> refreshed() {
        return publicKeys(repository.refreshed());
    }

    private static List<PublicKey> publicKeys(List<JwsKey> keys) {
        return keys.stream().map(JwsKey::verifying).toList();
    }
}
