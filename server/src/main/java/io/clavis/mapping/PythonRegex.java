package io.clavis.mapping;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as Python writes it. What it is applied to comes from outside, so the work that one search may
 * take is bounded.
 */
final class PythonRegex {
    private static final int MOST_STEPS = 1_000_000;
    private final Pattern pattern;

    private PythonRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    static PythonRegex of(String text) {
        var translated = text.replace("(?P<", "(?<")
                .replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>")
                .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\Z", "$1\\\\z");
        try {
            return new PythonRegex(Pattern.compile(translated, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException broken) {
            throw new MappingFailure("Not a regular expression: " + text);
        }
    }

    boolean isFoundIn(String value) {
        try {
            return pattern.matcher(new Watched(value, new int[1])).find();
        } catch (StackOverflowError tooDeep) {
            throw tooMuch();
        }
    }

    private static MappingFailure tooMuch() {
        return new MappingFailure("A regular expression takes too long for a value of the assertion.");
    }

    @SuppressWarnings("ArrayRecordComponent") // one counter, shared with every part
    private record Watched(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw tooMuch();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
