package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the declarations with a list of upstream's options. */
class DeclaredOptionsTest {
    /** Upstream computes these defaults on each host. */
    private static final Set<String> HOST_MADE =
            Set.of("[oslo_messaging_rabbit] hostname", "[oslo_messaging_rabbit] processname");

    record Row(
            String group,
            String name,
            String type,
            String fallback,
            String formerly,
            String choices,
            String minimum,
            String maximum,
            String status,
            String secret) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(
                    cells[0],
                    cells[1].replace('-', '_'),
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6],
                    cells[7],
                    cells[9],
                    cells[10]);
        }

        OptionName place() {
            return new OptionName(group, name);
        }

        @Override
        public String toString() {
            return place().toString();
        }
    }

    static Stream<Row> rows() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                DeclaredOptionsTest.class.getResourceAsStream("options.tsv"), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(Row::of).filter(row -> !row.name().startsWith("<")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyUpstreamOptionIsDeclaredAsUpstreamDoes(Row row) {
        var option = Options.at(row.place()).orElseThrow();
        assertThat(upstreamType(option)).isEqualTo(row.type().equals("Bool") ? "Boolean" : row.type());
        if (!HOST_MADE.contains(row.toString())) {
            assertThat(upstreamDefault(option)).isEqualTo(expectedDefault(row));
        }
        assertThat(choices(option)).isEqualTo(row.choices());
        assertThat(range(option)).isEqualTo(expectedRange(row));
        assertThat(option.forRemoval()).isEqualTo(row.status().equals("deprecated_for_removal"));
        assertThat(option.formerNames()).isEqualTo(formerNames(row));
        if (row.secret().equals("secret")) {
            assertThat(option.secret()).isTrue();
        }
        assertThat(option.help()).isNotBlank();
    }

    @Test
    void nothingIsDeclaredTwiceOrBesideUpstreamButTheGroupClavisAndHowNodesAgree() throws IOException {
        var upstream = rows().map(Row::place).collect(Collectors.toSet());
        assertThat(upstream).hasSize(405);
        assertThat(Options.all().stream()
                        .filter(option -> !option.group().equals("clavis") && !option.equals(CacheOptions.COHERENCE))
                        .map(Option::place))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(upstream);
    }

    private static Object plain(Option<?> option) {
        return option.fallback() instanceof Optional<?> optional ? optional.orElse(null) : option.fallback();
    }

    private static ValueType<?> type(Option<?> option) {
        return option.type() instanceof OptionalValue<?>(var type) ? type : option.type();
    }

    private static String upstreamType(Option<?> option) {
        return switch (type(option)) {
            case StringValue _, HostValue _ -> "String";
            case IntegerValue _, LongValue _ -> "Integer";
            case FloatValue _ -> "Float";
            case BooleanValue _ -> "Boolean";
            case ListValue _ -> "List of String";
            case MultiValue _ -> "Multi MultiString";
            case DictValue _ -> "Dict";
            case UriValue _ -> "URI";
            case OptionalValue<?> _ -> throw new AssertionError("an option is optional only once");
        };
    }

    /** The default as Python shows it. */
    private static String upstreamDefault(Option<?> option) {
        return switch (plain(option)) {
            case null -> "<None>";
            case String text -> "'" + text + "'";
            case Object other -> Substitution.shown(other);
        };
    }

    private static String expectedDefault(Row row) {
        if (row.type().equals("Float")
                && !row.fallback().contains(".")
                && !row.fallback().startsWith("<")) {
            return row.fallback() + ".0";
        }
        if (row.type().equals("List of String") && row.fallback().equals("''")) {
            return "[]";
        }
        return row.fallback().replace(" (older: False)", "");
    }

    private static String choices(Option<?> option) {
        return switch (type(option)) {
            case StringValue string -> String.join(",", string.choices());
            case ListValue(var item) -> String.join(",", item.choices());
            default -> "";
        };
    }

    private static String range(Option<?> option) {
        return switch (type(option)) {
            case IntegerValue type ->
                (type.minimum() == Integer.MIN_VALUE ? "" : type.minimum()) + ".."
                        + (type.maximum() == Integer.MAX_VALUE ? "" : type.maximum());
            case LongValue(long minimum, long maximum) ->
                (minimum == Long.MIN_VALUE ? "" : minimum) + ".." + (maximum == Long.MAX_VALUE ? "" : maximum);
            case FloatValue(double minimum, double maximum) ->
                (Double.isInfinite(minimum) ? "" : minimum) + ".." + (Double.isInfinite(maximum) ? "" : maximum);
            default -> "..";
        };
    }

    private static String expectedRange(Row row) {
        String minimum = row.type().equals("Float") && row.minimum().equals("0") ? "0.0" : row.minimum();
        return minimum + ".." + row.maximum().replace("9223372036854775807", "");
    }

    private static List<OptionName> formerNames(Row row) {
        return Arrays.stream(row.formerly().split(";"))
                .filter(former -> !former.isEmpty())
                .map(former -> former.split("/"))
                .map(parts -> new OptionName(parts[0].isEmpty() ? row.group() : parts[0], parts[1]))
                .toList();
    }
}
