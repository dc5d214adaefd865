package io.clavis.crypto.token;

import java.util.ArrayList;
import java.util.List;

/**
 * The bits of auth methods: entry {@code i} of {@code [auth] methods} has value {@code 2^i}, so that reordering the
 * option changes the meaning of living tokens, as it does upstream. The mark of EC2 and S3 keys, which older releases'
 * configurations do not list, has a bit of its own there that no entry can take: such a token is always told from others.
 */
final class AuthMethods {
    private static final int MOST = 62;
    private static final String MARK = "ec2credential";
    private static final long UNLISTED_MARK = 1L << MOST;

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
            bits |= index < 0 ? unlisted(method) : 1L << index;
        }
        return bits;
    }

    private static long unlisted(String method) {
        return method.equals(MARK) ? UNLISTED_MARK : 0;
    }

    /** Highest bit first, the order of upstream. */
    List<String> decode(long bits) {
        var methods = new ArrayList<String>();
        if ((bits & UNLISTED_MARK) != 0) {
            methods.add(MARK);
        }
        for (int i = configured.size() - 1; i >= 0; i--) {
            if ((bits & (1L << i)) != 0) {
                methods.add(configured.get(i));
            }
        }
        return methods;
    }
}
