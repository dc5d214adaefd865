package io.clavis.config;

import java.util.regex.Pattern;

/** How oslo.config, that is Python, writes numbers. */
final class Numerals {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?([0-9]+(_[0-9]+)*\\.?([0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private Numerals() {}

    /** The digits of a decimal integer, without the underscores that may group them. */
    static String integer(String text) {
        return digits(text, INTEGER);
    }

    static String floating(String text) {
        return digits(text, FLOAT);
    }

    private static String digits(String text, Pattern form) {
        String number = text.strip();
        if (!form.matcher(number).matches()) {
            throw new IllegalArgumentException("not a number");
        }
        return number.replace("_", "");
    }

    /** Words for a range of which at least one end is closed. */
    static String range(String noun, Number minimum, Number maximum, Number widest) {
        if (maximum.equals(widest)) {
            return noun + " of at least " + minimum;
        }
        if (minimum.doubleValue() <= -widest.doubleValue()) {
            return noun + " of at most " + maximum;
        }
        return noun + " between " + minimum + " and " + maximum;
    }
}
