package io.clavis.crypto.fernet;

import java.util.List;

/** Where Fernet keys come from. Implementations are safe for use by many threads. */
public interface KeySource {
    /** The keys as known now, never empty: the first one encrypts, all decrypt. Cheap enough for each token. */
    List<FernetKey> keys();

    /** Looks for new keys first, because a token fits none of the known ones; the same list if nothing changed. */
    List<FernetKey> refreshed();

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
