package io.clavis.keyrotation;

import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.token.JwsAlgorithm;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pairs of keys for JWS tokens. */
record JwsMaterial(JwsKeyFiles files, JwsAlgorithm algorithm, SecureRandom random) implements Material<JwsKey> {
    @Override
    public String text(JwsKey key) {
        return key.text();
    }

    @Override
    public JwsKey parse(String text) {
        return JwsKey.parse(text);
    }

    @Override
    public JwsKey generate() {
        var pair = algorithm.generate(random);
        return new JwsKey(pair.getPublic(), Optional.of(pair.getPrivate()));
    }

    @Override
    public JwsKey retired(JwsKey key) {
        return key.retired();
    }

    // Other nodes' public keys lie beside our own; the pair that signs here becomes the primary one. Where none signs,
    // a
    // new pair does.
    @Override
    public SortedMap<Long, JwsKey> inFiles() {
        var keys = new TreeMap<Long, JwsKey>();
        var privateKey = files.privateKey();
        long number = 0;
        for (var publicKey : files.publicKeys()) {
            if (fits(publicKey) && !isOwn(publicKey)) {
                keys.put(++number, new JwsKey(publicKey, Optional.empty()));
            }
        }
        var own = files.publicKeys().stream().filter(this::isOwn).findFirst();
        if (own.isPresent()) {
            keys.put(++number, new JwsKey(own.get(), privateKey));
        }
        if (own.isEmpty() && !keys.isEmpty()) {
            keys.put(++number, generate());
        }
        return keys;
    }

    private boolean isOwn(PublicKey publicKey) {
        return files.privateKey()
                .filter(key -> Stream.of(JwsAlgorithm.values()).anyMatch(known -> known.isPair(key, publicKey)))
                .isPresent();
    }

    private static boolean fits(PublicKey key) {
        return Stream.of(JwsAlgorithm.values()).anyMatch(known -> known.fits(key));
    }
}
