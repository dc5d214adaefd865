package io.clavis.applicationcredential;

import io.clavis.http.BadRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** {@code expires_at} as requests and answers write it: UTC, with or without a Z at the end of a request's. */
final class ExpirationDate {
    private static final String BLAME = " The server could not comply with the request since it is either malformed or"
            + " otherwise incorrect. The client is assumed to be in error.";
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final int LAST_YEAR = 9999;

    private ExpirationDate() {}

    /** 400 for what is no time, or lies in the past. */
    static Instant parse(String text, Instant now) {
        var time = moment(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        if (time.isBefore(now)) {
            throw new BadRequest("The 'expires_at' must not be before now." + BLAME);
        }
        return time;
    }

    static String shown(Instant time) {
        return SHOWN.format(time.atOffset(ZoneOffset.UTC));
    }

    private static Instant moment(String text) {
        try {
            var time = text.contains("T") || text.contains(" ")
                    ? LocalDateTime.parse(text.replace(' ', 'T'))
                    : LocalDate.parse(text).atStartOfDay();
            if (time.getYear() <= LAST_YEAR) {
                return time.truncatedTo(ChronoUnit.MICROS).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException malformed) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static BadRequest unreadable() {
        return new BadRequest("Timestamp not in expected format." + BLAME);
    }
}
