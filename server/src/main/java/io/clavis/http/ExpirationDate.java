package io.clavis.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code expires_at} as requests write it: a date and at least an hour in ISO 8601, in UTC whether or not a Z says so. */
public final class ExpirationDate {
    private static final String BLAME = " The server could not comply with the request since it is either malformed or"
            + " otherwise incorrect. The client is assumed to be in error.";

    // What upstream's parser takes; nothing else, lest a date mean one thing here and another there.
    private static final Pattern FORM = Pattern.compile("(?<year>[0-9]{4})"
            + "(?:-(?<month>[0-9]{1,2})|(?<bareMonth>[0-9]{2}))"
            + "(?:-(?<day>[0-9]{1,2})|(?<bareDay>[0-9]{2}))"
            + "[ T](?<hour>[0-9]{2})"
            + "(?::?(?<minute>[0-9]{2}))?"
            + "(?::?(?<second>[0-9]{1,2})(?:[.,](?<fraction>[0-9]{1,40}))?)?"
            + "Z?");

    private ExpirationDate() {}

    /** The moment, to the microsecond; 400 for what is no time, or lies in the past. */
    public static Instant parse(String text, Instant now) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw unreadable();
        }
        var time = moment(form);
        if (time.isBefore(now)) {
            throw new BadRequest("The 'expires_at' must not be before now." + BLAME);
        }
        return time;
    }

    private static Instant moment(Matcher form) {
        try {
            return LocalDateTime.of(
                            number(form.group("year")),
                            number(either(form, "month", "bareMonth")),
                            number(either(form, "day", "bareDay")),
                            number(form.group("hour")),
                            number(form.group("minute")),
                            number(form.group("second")))
                    .toInstant(ZoneOffset.UTC)
                    .plus(micros(form.group("fraction")), ChronoUnit.MICROS);
        } catch (DateTimeException impossible) {
            throw unreadable();
        }
    }

    private static @Nullable String either(Matcher form, String one, String other) {
        var found = form.group(one);
        return found == null ? form.group(other) : found;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long micros(@Nullable String fraction) {
        return fraction == null
                ? 0
                : new BigDecimal("0." + fraction).movePointRight(6).longValue();
    }

    private static BadRequest unreadable() {
        return new BadRequest("Timestamp not in expected format." + BLAME);
    }
}
