package io.clavis.mapping;

import io.clavis.http.BoundedText;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as Python writes it. What it is applied to comes from outside, so the work that one search may
 * take is bounded.
 */
final class PythonRegex {
    // What is repeated may look at no character at all, so that counting looks would not end it.
    private static final long MOST_REPETITIONS = 1_000_000;
    private final Pattern pattern;

    private PythonRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    static PythonRegex of(String text) {
        var translated = text.replace("(?P<", "(?<")
                .replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>")
                .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\Z", "$1\\\\z");
        if (Repetitions.most(translated) > MOST_REPETITIONS) {
            throw new MappingFailure("A regular expression repeats too often: " + text);
        }
        try {
            return new PythonRegex(Pattern.compile(translated, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException | StackOverflowError broken) {
            throw new MappingFailure("Not a regular expression: " + text);
        }
    }

    boolean isFoundIn(String value) {
        return BoundedText.contains(pattern, value, PythonRegex::tooMuch);
    }

    private static MappingFailure tooMuch() {
        return new MappingFailure("A regular expression takes too long for a value of the assertion.");
    }
}
