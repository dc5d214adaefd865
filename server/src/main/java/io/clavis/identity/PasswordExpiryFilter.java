package io.clavis.identity;

import io.clavis.http.BadRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The filter {@code password_expires_at}: {@code lt:2016-11-06T15:32:17Z}, or a time alone for equality.
 *
 * @param operator one of upstream's six
 */
record PasswordExpiryFilter(Operator operator, Instant time) {
    /** Under the names that the API has for them. */
    enum Operator {
        LT,
        LTE,
        GT,
        GTE,
        EQ,
        NEQ
    }

    /** 400 for another operator or what is no time of ISO 8601. */
    static PasswordExpiryFilter of(String value) {
        int colon = value.indexOf(':');
        if (colon != 2 && colon != 3) {
            return new PasswordExpiryFilter(Operator.EQ, time(value));
        }
        // The time is looked at first, as upstream does.
        var time = time(value.substring(colon + 1));
        return new PasswordExpiryFilter(operator(value.substring(0, colon)), time);
    }

    Condition compare(Field<Instant> field) {
        return switch (operator) {
            case LT -> field.lt(time);
            case LTE -> field.le(time);
            case GT -> field.gt(time);
            case GTE -> field.ge(time);
            case EQ -> field.eq(time);
            case NEQ -> field.ne(time);
        };
    }

    private static Operator operator(String text) {
        for (var operator : Operator.values()) {
            if (operator.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                return operator;
            }
        }
        throw new BadRequest("The given operator " + text + " is not valid. It must be one of the following: 'eq',"
                + " 'neq', 'lt', 'lte', 'gt', or 'gte'.");
    }

    private static Instant time(String text) {
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime time
                    ? time.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            throw new BadRequest("Timestamp not in expected format. The server could not comply with the request since"
                    + " it is either malformed or otherwise incorrect. The client is assumed to be in error.");
        }
    }
}
