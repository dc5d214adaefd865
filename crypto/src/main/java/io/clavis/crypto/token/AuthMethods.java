package io.clavis.crypto.token;

import java.util.ArrayList;
import java.util.List;

/**
 * The bits of auth methods: entry {@code i} of {@code [auth] methods} has value {@code 2^i}, so that reordering the
 * option changes the meaning of living tokens, as it does upstream.
 */
final class AuthMethods {
    private static final int MOST = 62;

    private final List<String> configured;

    AuthMethods(List<String> configured) {
        if (configured.size() > MOST) {
            throw new IllegalArgumentException("[auth] methods has more than " + MOST + " entries");
        }
        this.configured = List.copyOf(configured);
    }

    long encode(List<String> methods) {
        long bits = 0;
        for (var method : methods) {
            var index = configured.indexOf(method);
            bits |= index < 0 ? 0 : 1L << index;
        }
        return bits;
    }

    /** Highest bit first, the order of upstream. */
    List<String> decode(long bits) {
        var methods = new ArrayList<String>();
        for (int i = configured.size() - 1; i >= 0; i--) {
            if ((bits & (1L << i)) != 0) {
                methods.add(configured.get(i));
            }
        }
        return methods;
    }
}
