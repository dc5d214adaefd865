package io.clavis.operator.admission;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One of the five, with its bounds and names. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of the month", 1, 31, ""),
    MONTH("month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"),
    DAY_OF_WEEK("day of the week", 0, 6, "sunmontuewedthufrisat");

    static final Map<String, String> WORDS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(h|m|s))+");
    private static final int LETTERS = 3;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final String title;
    private final int first;
    private final int last;
    private final String names;

    CronField(String title, int first, int last, String names) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    NavigableSet<Integer> values(String text) {
        var values = new TreeSet<Integer>();
        for (var part : text.split(",", -1)) {
            add(part, values);
        }
        return values;
    }

    private void add(String part, NavigableSet<Integer> values) {
        var slash = part.split("/", -1);
        if (slash.length > 2) {
            throw wrong(part, "at most one step");
        }
        var dash = slash[0].split("-", -1);
        if (dash.length > 2) {
            throw wrong(part, "at most two ends of a range");
        }
        boolean all = slash[0].equals("*") || slash[0].equals("?");
        int from = all ? first : number(dash[0]);
        boolean open = all || (dash.length == 1 && slash.length == 2);
        int to = open ? last : number(dash[dash.length - 1]);
        if (from > to) {
            throw wrong(part, "a range that begins before it ends");
        }
        int step = slash.length == 2 ? step(part, slash[1]) : 1;
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
    }

    private int step(String part, String text) {
        int step = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (step < 1) {
            throw wrong(part, "a step of at least 1");
        }
        // More than the field has values is the same as all of them, and cannot overflow.
        return Math.min(step, last + 1);
    }

    private int number(String text) {
        int named = text.length() == LETTERS ? names.indexOf(text.toLowerCase(Locale.ROOT)) : -1;
        if (named >= 0 && named % LETTERS == 0) {
            return first + named / LETTERS;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < first || number > last) {
            throw wrong(text, first + " to " + last + (names.isEmpty() ? "" : " or a name of three letters"));
        }
        return number;
    }

    private IllegalArgumentException wrong(String part, String expected) {
        return new IllegalArgumentException("\"" + part + "\" cannot be a " + title + ", expected " + expected);
    }
}
