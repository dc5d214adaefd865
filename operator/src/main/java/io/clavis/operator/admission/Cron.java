package io.clavis.operator.admission;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * When a CronJob runs, as Kubernetes reads it: five fields, or a word such as {@code @daily}. A Sunday is 0 and not 7,
 * names are of three letters, ranges do not wrap around, and no time zone may be part of it.
 */
public sealed interface Cron {
    /** The minutes, hours and days that match. */
    record Fields(
            NavigableSet<Integer> minutes,
            NavigableSet<Integer> hours,
            NavigableSet<Integer> daysOfMonth,
            NavigableSet<Integer> months,
            NavigableSet<Integer> daysOfWeek)
            implements Cron {}

    /** Again and again after some time, as {@code 1h30m}. */
    record Every(String time) implements Cron {}

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with what is wrong with it and what is expected
     */
    static Cron parse(String expression) {
        var text = expression.strip();
        if (text.startsWith("@every ")) {
            return every(text.substring("@every ".length()).strip());
        }
        if (text.startsWith("@")) {
            var fields = Field.WORDS.get(text);
            if (fields == null) {
                throw new IllegalArgumentException("\"" + text + "\" is no known word, expected one of "
                        + String.join(", ", new TreeSet<>(Field.WORDS.keySet())));
            }
            return parse(fields);
        }
        var fields = List.of(text.split("\\s+"));
        if (text.isEmpty() || fields.size() != Field.values().length) {
            throw new IllegalArgumentException("it has " + (text.isEmpty() ? 0 : fields.size())
                    + " fields, expected five: minute, hour, day of the month, month, day of the week");
        }
        return new Fields(
                Field.MINUTE.values(fields.get(0)),
                Field.HOUR.values(fields.get(1)),
                Field.DAY_OF_MONTH.values(fields.get(2)),
                Field.MONTH.values(fields.get(3)),
                Field.DAY_OF_WEEK.values(fields.get(4)));
    }

    private static Cron every(String time) {
        if (!Field.DURATION.matcher(time).matches()) {
            throw new IllegalArgumentException("\"" + time + "\" is no time, expected one such as 1h30m");
        }
        return new Every(time);
    }

    /** One of the five, with its bounds and names. */
    enum Field {
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY_OF_MONTH("day of the month", 1, 31, List.of()),
        MONTH(
                "month",
                1,
                12,
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
        DAY_OF_WEEK("day of the week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

        private static final Map<String, String> WORDS = Map.of(
                "@yearly", "0 0 1 1 *",
                "@annually", "0 0 1 1 *",
                "@monthly", "0 0 1 * *",
                "@weekly", "0 0 * * 0",
                "@daily", "0 0 * * *",
                "@midnight", "0 0 * * *",
                "@hourly", "0 * * * *");
        private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(h|m|s))+");
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

        private final String title;
        private final int first;
        private final int last;
        private final List<String> names;

        Field(String title, int first, int last, List<String> names) {
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
            boolean open = all || dash.length == 1 && slash.length == 2;
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
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (named >= 0) {
                return first + named;
            }
            int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
            if (number < first || number > last) {
                throw wrong(text, first + " to " + last + (names.isEmpty() ? "" : " or a name of three letters"));
            }
            return number;
        }

        private IllegalArgumentException wrong(String part, String expected) {
            return new IllegalArgumentException(
                    "\"" + part + "\" cannot be a " + title + ", expected " + expected);
        }
    }
}
