package io.clavis.ec2token;

import io.clavis.http.Unauthorized;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a request says that it was signed: ISO 8601 in the many forms that upstream's parser takes. */
final class SignatureTime {
    private static final Pattern ISO = Pattern.compile("(?<year>\\d{4})"
            + "(?:-?(?<month>\\d{1,2})(?:-?(?<day>\\d{1,2}))?)?"
            + "(?:[ T](?<hour>\\d{1,2})(?::?(?<minute>\\d{1,2})(?::?(?<second>\\d{1,2})(?:[.,](?<fraction>\\d+))?)?)?)?"
            + "(?<zone>Z|(?<sign>[+-])(?<zoneHours>\\d{2}):?(?<zoneMinutes>\\d{2})?)?");
    private static final int NANO_DIGITS = 9;

    private SignatureTime() {}

    /**
     * The earliest time that it names, for not each of them is part of what was signed; empty where the signer left it
     * off on purpose, 401 for what is none.
     */
    static Optional<Instant> of(SignedRequest request) {
        return request.times().stream().map(SignatureTime::instant).min(Comparator.naturalOrder());
    }

    private static Instant instant(String text) {
        var matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        try {
            return instant(matcher);
        } catch (DateTimeException impossible) {
            throw invalid();
        }
    }

    private static Instant instant(Matcher parts) {
        var local = LocalDateTime.of(
                number(parts, "year", 0),
                number(parts, "month", 1),
                number(parts, "day", 1),
                number(parts, "hour", 0),
                number(parts, "minute", 0),
                number(parts, "second", 0),
                nanos(parts));
        return local.toInstant(zone(parts));
    }

    private static ZoneOffset zone(Matcher parts) {
        if (parts.group("sign") == null) {
            return ZoneOffset.UTC;
        }
        int sign = parts.group("sign").equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(parts, "zoneHours", 0), sign * number(parts, "zoneMinutes", 0));
    }

    private static int nanos(Matcher parts) {
        var fraction = parts.group("fraction");
        return fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    private static int number(Matcher parts, String group, int absent) {
        var text = parts.group(group);
        return text == null ? absent : Integer.parseInt(text);
    }

    private static Unauthorized invalid() {
        return new Unauthorized("Credential timestamp is invalid");
    }
}
