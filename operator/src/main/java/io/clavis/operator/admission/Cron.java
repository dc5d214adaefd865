package io.clavis.operator.admission;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

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
            var fields = CronField.WORDS.get(text);
            if (fields == null) {
                throw new IllegalArgumentException("\"" + text + "\" is no known word, expected one of "
                        + String.join(", ", new TreeSet<>(CronField.WORDS.keySet())));
            }
            return parse(fields);
        }
        var fields = List.of(text.split("\\s+"));
        if (text.isEmpty() || fields.size() != CronField.values().length) {
            throw new IllegalArgumentException("it has " + (text.isEmpty() ? 0 : fields.size())
                    + " fields, expected five: minute, hour, day of the month, month, day of the week");
        }
        return new Fields(
                CronField.MINUTE.values(fields.get(0)),
                CronField.HOUR.values(fields.get(1)),
                CronField.DAY_OF_MONTH.values(fields.get(2)),
                CronField.MONTH.values(fields.get(3)),
                CronField.DAY_OF_WEEK.values(fields.get(4)));
    }

    private static Cron every(String time) {
        if (!CronField.DURATION.matcher(time).matches()) {
            throw new IllegalArgumentException("\"" + time + "\" is no time, expected one such as 1h30m");
        }
        return new Every(time);
    }
}
