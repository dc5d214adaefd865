package io.clavis.crypto.key;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Function;

/** Where the keys of JWS tokens come from. Implementations are safe for use by many threads. */
public interface JwsKeys {
    /**
     * Signs with the key that signs now. Where keys can change under a process that stood still for a while, the work
     * may be done again, so it must have no effect but its result.
     *
     * @throws KeyRepositoryException on a node that only validates
     */
    <T> T signing(Function<PrivateKey, T> work);

    /** Whether this node can issue tokens. */
    boolean canSign();

    /**
     * What verifies.
     *
     * @throws KeysNotFoundException if there is no key
     * @throws KeyRepositoryException if the keys cannot be read
     */
    List<PublicKey> verifying();

    /** Looks for new keys first, because a token fits none of the known ones; the same list if nothing changed. */
    List<PublicKey> refreshed();
}
