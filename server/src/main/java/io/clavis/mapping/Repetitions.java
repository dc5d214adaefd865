package io.clavis.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How often a regular expression makes the matcher go round without a character, by the counts that it names. */
final class Repetitions {
    private static final Pattern COUNTS = Pattern.compile("\\{([0-9]*)(?:,([0-9]*))?\\}");
    private static final int LONGEST_COUNT = 10;
    // Far beyond any bound, and yet its square is a long.
    private static final long ENDLESS = 1_000_000_000L;

    private Repetitions() {}

    /** The largest product of counts, each within the next; escapes and classes are not told apart: it errs upwards. */
    static long most(String regex) {
        var counts = COUNTS.matcher(regex);
        Deque<Long> outer = new ArrayDeque<>();
        long here = 1;
        long atom = 1;
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '(') {
                outer.push(here);
                here = 1;
                atom = 1;
            } else if (c == ')') {
                atom = here;
                here = Math.max(atom, outer.isEmpty() ? 1 : outer.pop());
            } else if (c == '{' && counts.region(at, regex.length()).lookingAt()) {
                atom = Math.min(ENDLESS, atom * Math.max(count(counts.group(1)), count(counts.group(2))));
                here = Math.max(here, atom);
                at = counts.end();
                continue;
            } else if (c != '?' && c != '+' && c != '*') {
                atom = 1;
            }
            at++;
        }
        return outer.stream().reduce(here, Math::max);
    }

    private static long count(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 1;
        }
        return digits.length() > LONGEST_COUNT ? ENDLESS : Math.min(ENDLESS, Long.parseLong(digits));
    }
}
