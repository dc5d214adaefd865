package io.clavis.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options of upstream that are read and checked, and decide nothing here; the list is a file beside this class. */
public final class NotActedUpon {
    private static final Map<OptionName, String> REASONS = read();

    private NotActedUpon() {}

    /** Why the option has no effect; empty where it has one. */
    public static Optional<String> reason(Option<?> option) {
        return Optional.ofNullable(REASONS.get(option.place()));
    }

    private static Map<OptionName, String> read() {
        try (InputStream in = NotActedUpon.class.getResourceAsStream("not-acted-upon.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(
                            columns -> new OptionName(columns[0], columns[1]), columns -> columns[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
