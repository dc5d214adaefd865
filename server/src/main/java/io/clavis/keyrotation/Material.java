package io.clavis.keyrotation;

import java.util.SortedMap;

/** What the keys of a repository are made of. */
sealed interface Material<K> permits FernetMaterial, JwsMaterial {
    /** A key as text, a secret, for sealing only. */
    String text(K key);

    K parse(String text);

    K generate();

    /** What is kept of a key that seals no longer. */
    K retired(K key);

    /** The keys of the configured directories by their numbers, the staged one, if there is one, as 0. */
    SortedMap<Long, K> inFiles();
}
