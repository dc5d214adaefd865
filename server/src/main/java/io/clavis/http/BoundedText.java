package io.clavis.http;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A text from outside that an operator's regular expression is applied to. Some expressions take exponential time for
 * some texts, so what one search may do is bounded; a million steps are some milliseconds.
 */
@SuppressWarnings("ArrayRecordComponent") // one counter, shared with every part
public record BoundedText(String text, int[] steps, Supplier<? extends RuntimeException> refusal)
        implements CharSequence {
    private static final int MOST_STEPS = 1_000_000;

    /** Whether the pattern is found anywhere; {@code refusal} where that takes too long. */
    public static boolean contains(Pattern pattern, String text, Supplier<? extends RuntimeException> refusal) {
        try {
            return pattern.matcher(new BoundedText(text, new int[1], refusal)).find();
        } catch (StackOverflowError tooDeep) {
            throw refusal.get();
        }
    }

    /** Whether the pattern is found at the beginning; {@code refusal} where that takes too long. */
    public static boolean beginsWith(Pattern pattern, String text, Supplier<? extends RuntimeException> refusal) {
        try {
            return pattern.matcher(new BoundedText(text, new int[1], refusal)).lookingAt();
        } catch (StackOverflowError tooDeep) {
            throw refusal.get();
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++steps[0] > MOST_STEPS) {
            throw refusal.get();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), steps, refusal);
    }

    @Override
    public String toString() {
        return text;
    }
}
