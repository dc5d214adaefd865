package io.clavis.http;

/**
 * The path of an access rule: {@code *} and <code>{name}</code> stand for something within a segment, {@code **} for
 * anything. Matching takes time proportional to pattern times path, whatever the pattern: users write them.
 */
record PathPattern(String pattern) {
    boolean matches(String path) {
        var reached = new boolean[path.length() + 1];
        reached[0] = true;
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int close = c == '{' ? pattern.indexOf('}', at) : -1;
            if (pattern.startsWith("**", at)) {
                reached = anything(reached);
                at += 2;
                continue;
            }
            if (c == '*' || close > 0) {
                reached = withinSegment(reached, path);
                at = close > 0 ? close + 1 : at + 1;
                continue;
            }
            reached = literal(reached, path, c);
            at++;
        }
        return reached[path.length()];
    }

    private static boolean[] anything(boolean[] reached) {
        var next = reached.clone();
        for (int i = 1; i < next.length; i++) {
            next[i] |= next[i - 1];
        }
        return next;
    }

    // At least one character.
    private static boolean[] withinSegment(boolean[] reached, String path) {
        var next = new boolean[reached.length];
        for (int i = 1; i < next.length; i++) {
            next[i] = (reached[i - 1] || next[i - 1]) && path.charAt(i - 1) != '/';
        }
        return next;
    }

    private static boolean[] literal(boolean[] reached, String path, char wanted) {
        var next = new boolean[reached.length];
        for (int i = 1; i < next.length; i++) {
            next[i] = reached[i - 1] && path.charAt(i - 1) == wanted;
        }
        return next;
    }
}
