package io.clavis.config;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a {@code keystone.conf} in which every option is explained and commented out. */
public final class SampleConfiguration {
    private static final int WIDTH = 78;

    private SampleConfiguration() {}

    /** The sample of all declared options. */
    public static String render() {
        return render(Options.all());
    }

    static String render(List<Option<?>> options) {
        var groups = options.stream().map(Option::group).distinct().toList();
        return groups.stream()
                .map(group -> "[" + group + "]\n\n"
                        + options.stream()
                                .filter(option -> option.group().equals(group))
                                .map(SampleConfiguration::option)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static <T> String option(Option<T> option) {
        var text = new StringBuilder();
        comment(text, option.help() + " (" + option.type().label() + ")");
        if (!option.type().expected().equals("a string")) {
            comment(text, "Expected: " + option.type().expected());
        }
        option.formerNames().forEach(name -> comment(text, "Formerly: " + name));
        if (option.forRemoval()) {
            comment(text, "Deprecated: will be removed");
        }
        for (String value : option.type().formatAll(option.fallback())) {
            text.append('#').append(option.name()).append(" = ").append(value).append('\n');
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String words) {
        var line = new StringBuilder("#");
        for (String word : words.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > 1) {
                text.append(line).append('\n');
                line.setLength(1);
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
