package io.clavis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Keystone's rules, from {@code default-rules.tsv} beside this class. */
public final class DefaultRules {
    private static final int COLUMNS = 8;

    private DefaultRules() {}

    /** In upstream's order. */
    public static List<RuleDefault> keystone() {
        try (var in = DefaultRules.class.getResourceAsStream("default-rules.tsv")) {
            if (in == null) {
                throw new IllegalStateException("default-rules.tsv is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(DefaultRules::rule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleDefault rule(String line) {
        var cells = line.split("\t", COLUMNS);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("default-rules.tsv: not " + COLUMNS + " columns: " + line);
        }
        var scopes = EnumSet.noneOf(ScopeType.class);
        split(cells[2], ",").map(ScopeType::of).forEach(scopes::add);
        var deprecated = cells[3].isEmpty() ? null : new RuleDefault.DeprecatedRule(cells[3], cells[4], cells[5]);
        var operations = split(cells[7], "; ")
                .map(text -> text.split(" ", 2))
                .map(parts -> new RuleDefault.Operation(parts[0], parts[1]))
                .toList();
        return new RuleDefault(cells[0], cells[1], scopes, deprecated, cells[6].equals("yes"), operations);
    }

    private static Stream<String> split(String cell, String separator) {
        return cell.isEmpty() ? Stream.empty() : Arrays.stream(cell.split(separator));
    }
}
