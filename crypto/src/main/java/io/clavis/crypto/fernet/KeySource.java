package io.clavis.crypto.fernet;

import java.util.List;
import java.util.function.Function;

/** Where Fernet keys come from. Implementations are safe for use by many threads. */
public interface KeySource {
    /** The keys as known now, never empty: the first one encrypts, all decrypt. Cheap enough for each token. */
    List<FernetKey> keys();

    /** Looks for new keys first, because a token fits none of the known ones; the same list if nothing changed. */
    List<FernetKey> refreshed();

    /**
     * Seals with the key that encrypts now. Where keys can change under a process that stood still for a while, the
     * work may be done again, so it must have no effect but its result.
     */
    default <T> T sealing(Function<FernetKey, T> work) {
        return work.apply(keys().getFirst());
    }

    /** Keys that never change. */
    static KeySource of(FernetKey... keys) {
        var fixed = List.of(keys);
        if (fixed.isEmpty()) {
            throw new IllegalArgumentException("a key source needs at least one key");
        }
        return new KeySource() {
            @Override
            public List<FernetKey> keys() {
                return fixed;
            }

            @Override
            public List<FernetKey> refreshed() {
                return fixed;
            }
        };
    }
}
