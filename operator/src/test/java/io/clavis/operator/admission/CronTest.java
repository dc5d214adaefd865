package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 * * 0             | 0       | 0     | 1-31 | 1-12 | 0
            */15 * * * *          | 0 15 30 45 | 0-23 | 1-31 | 1-12 | 0-6
            5/20 * * * *          | 5 25 45 | 0-23  | 1-31 | 1-12 | 0-6
            0 0 1 * ?             | 0       | 0     | 1    | 1-12 | 0-6
            1,2,5-7 8-18/5 * * *  | 1 2 5 6 7 | 8 13 18 | 1-31 | 1-12 | 0-6
            0 0 * jan-MAR,Dec Mon-fri | 0   | 0     | 1-31 | 1 2 3 12 | 1-5
            00 07 31 12 6         | 0       | 7     | 31   | 12   | 6
            0/999999999 0 * * *   | 0       | 0     | 1-31 | 1-12 | 0-6
            @hourly               | 0       | 0-23  | 1-31 | 1-12 | 0-6
            @daily                | 0       | 0     | 1-31 | 1-12 | 0-6
            @weekly               | 0       | 0     | 1-31 | 1-12 | 0
            @monthly              | 0       | 0     | 1    | 1-12 | 0-6
            @yearly               | 0       | 0     | 1    | 1    | 0-6
            """)
    void expressionStandsForTheseTimes(
            String expression, String minutes, String hours, String days, String months, String weekdays) {
        assertThat(Cron.parse(expression))
                .isEqualTo(new Cron.Fields(
                        numbers(minutes), numbers(hours), numbers(days), numbers(months), numbers(weekdays)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@every 1h", "@every 1h30m", "@every 90s", "@every 1.5h"})
    void againAndAgainIsASchedule(String expression) {
        assertThat(Cron.parse(expression)).isInstanceOf(Cron.Every.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            * * * *            | has 4 fields, expected five
            0 0 * * * *        | has 6 fields, expected five
            TZ=UTC 0 0 * * *   | has 6 fields
            60 * * * *         | "60" cannot be a minute, expected 0 to 59
            -1 * * * *         | cannot be a minute
            * 24 * * *         | "24" cannot be a hour, expected 0 to 23
            * * 0 * *          | "0" cannot be a day of the month, expected 1 to 31
            * * 32 * *         | "32" cannot be a day of the month
            * * * 13 *         | "13" cannot be a month, expected 1 to 12 or a name of three letters
            * * * foo *        | "foo" cannot be a month
            * * * anf *        | "anf" cannot be a month
            * * * january *    | "january" cannot be a month
            * * * * 7          | "7" cannot be a day of the week, expected 0 to 6
            * * * * fri-mon    | a range that begins before it ends
            30-10 * * * *      | a range that begins before it ends
            */0 * * * *        | a step of at least 1
            */x * * * *        | a step of at least 1
            */-2 * * * *       | a step of at least 1
            1/2/3 * * * *      | at most one step
            1-2-3 * * * *      | at most two ends of a range
            1,,2 * * * *       | "" cannot be a minute
            *-5 * * * *        | "*" cannot be a minute
            +5 * * * *         | "+5" cannot be a minute
            99999999999 * * * * | cannot be a minute
            @fortnightly       | expected one of @annually, @daily, @hourly
            @every             | expected one of
            @every soon        | "soon" is no time
            @every 1           | "1" is no time
            """)
    void whatIsNoScheduleIsRefusedWithWhatIsExpected(String expression, String words) {
        assertThatThrownBy(() -> Cron.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void nothingIsNoSchedule() {
        assertThatThrownBy(() -> Cron.parse("  ")).hasMessageContaining("has 0 fields");
    }

    private static NavigableSet<Integer> numbers(String text) {
        var numbers = new TreeSet<Integer>();
        for (var part : text.split(" ")) {
            var ends = part.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return numbers;
    }
}
