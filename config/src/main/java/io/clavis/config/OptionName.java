package io.clavis.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The place of an option: its group and its name within. Groups other than {@code DEFAULT} are lower case, as
 * oslo.config normalizes them; names are taken as they are.
 */
public record OptionName(String group, String name) {
    static final String DEFAULT_GROUP = "DEFAULT";

    public OptionName {
        group = group.equals(DEFAULT_GROUP) ? group : group.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code group.name}; names hold no dots, groups (a federation protocol) may. */
    static OptionName dotted(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? new OptionName(DEFAULT_GROUP, text)
                : new OptionName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** The environment variable that oslo.config looks at for this option. */
    String environmentVariable() {
        return "OS_" + group.toUpperCase(Locale.ROOT) + "__" + name.toUpperCase(Locale.ROOT);
    }

    // As a record has them; those are put together at run time, at each start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OptionName that && group.equals(that.group) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return "[" + group + "] " + name;
    }
}
