package io.clavis.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what was written into values: picks, substitutes, converts, checks. Used by one thread, once. */
final class Resolution {
    private final Assignments assignments;
    private final Map<OptionName, Object> values = new HashMap<>();
    private final Set<OptionName> underWay = new LinkedHashSet<>();
    private final List<Warning> warnings = new ArrayList<>();

    Resolution(Assignments assignments) {
        this.assignments = assignments;
    }

    List<Warning> warnings() {
        return warnings;
    }

    /**
     * The option's value.
     *
     * @throws ConfigurationException if what was written is not what the option expects
     */
    @SuppressWarnings("unchecked") // a place is only ever filled by the option declared for it
    <T> T value(Option<T> option) {
        Object known = values.get(option.place());
        if (known != null) {
            return (T) known;
        }
        underWay.add(option.place());
        try {
            T value = converted(option, assignments.of(option));
            values.put(option.place(), value);
            return value;
        } finally {
            underWay.remove(option.place());
        }
    }

    private <T> T converted(Option<T> option, List<Entry> entries) {
        if (entries.isEmpty()) {
            return substitutedFallback(option);
        }
        try {
            var texts = entries.stream()
                    .map(entry -> substituted(entry.text(), option))
                    .toList();
            if (option.type().blankIsUnset() && texts.getLast().isBlank()) {
                return unset(option, entries.getLast());
            }
            return option.type().parseAll(texts);
        } catch (SubstitutionException e) {
            throw problem(option, entries.getLast(), e.reason(option.secret()));
        } catch (IllegalArgumentException e) {
            throw problem(option, entries.getLast(), "expected " + option.type().expected());
        }
    }

    private <T> T unset(Option<T> option, Entry entry) {
        if (!(option.fallback() instanceof Optional<?>)) {
            String used = option.type().format(option.fallback());
            warnings.add(new Warning(
                    Warning.Kind.EMPTY_NUMBER,
                    entry.location(),
                    option + " is empty, so its default " + used + " holds"));
        }
        return option.fallback();
    }

    private <T> T substitutedFallback(Option<T> option) {
        var texts = option.type().formatAll(option.fallback());
        if (texts.stream().noneMatch(text -> text.contains("$"))) {
            return option.fallback();
        }
        try {
            return option.type()
                    .parseAll(texts.stream()
                            .map(text -> substituted(text, option))
                            .toList());
        } catch (SubstitutionException e) {
            throw problem(option, new Entry(option.place(), texts.getLast(), "default"), e.reason(option.secret()));
        }
    }

    private String substituted(String text, Option<?> option) {
        return Substitution.expand(text, name -> text(referred(name, option)));
    }

    private Option<?> referred(String name, Option<?> from) {
        var option = Options.referred(name, from.group()).orElseThrow(() -> SubstitutionException.unknown(name));
        if (underWay.contains(option.place())) {
            throw SubstitutionException.circular(option.place());
        }
        return option;
    }

    private String text(Option<?> option) {
        return Substitution.shown(value(option));
    }

    private static ConfigurationException problem(Option<?> option, Entry entry, String reason) {
        String shown = option.secret() ? "****" : entry.text();
        String written = entry.place().equals(option.place()) ? "" : " (written as " + entry.place() + ")";
        return new ConfigurationException(
                List.of(new Problem(entry.location(), option + " = " + shown + written + ": " + reason)));
    }
}
