package io.clavis.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for assignments that have no effect, or only still have one. */
final class NameCheck {
    private final List<String> authMethods;

    NameCheck(List<String> authMethods) {
        this.authMethods = authMethods;
    }

    List<Warning> warnings(Stream<Entry> entries) {
        return entries.map(this::warning).flatMap(Optional::stream).toList();
    }

    List<Problem> problems(Stream<Entry> overrides) {
        return overrides
                .filter(entry -> !isKnown(entry.place()))
                .map(entry -> new Problem(entry.location(), unknown(entry).message()))
                .toList();
    }

    private Optional<Warning> warning(Entry entry) {
        if (isKnown(entry.place())) {
            return Options.at(entry.place()).filter(Option::forRemoval).map(option -> forRemoval(entry));
        }
        return Optional.of(Options.formerlyAt(entry.place())
                .map(option -> renamed(entry, option))
                .orElseGet(() -> unknown(entry)));
    }

    /** Also an option named after an auth method, or a federation protocol's own remote id, though never declared. */
    private boolean isKnown(OptionName place) {
        return Options.at(place).isPresent()
                || (place.group().equals(AuthOptions.METHODS.group()) && authMethods.contains(place.name()))
                || place.name().equals(FederationOptions.REMOTE_ID_ATTRIBUTE.name());
    }

    private static Warning forRemoval(Entry entry) {
        return new Warning(
                Warning.Kind.DEPRECATED_OPTION, entry.location(), entry.place() + " is deprecated and will be removed");
    }

    private static Warning renamed(Entry entry, Option<?> option) {
        return new Warning(Warning.Kind.FORMER_NAME, entry.location(), entry.place() + " is deprecated: use " + option);
    }

    private static Warning unknown(Entry entry) {
        String group = entry.place().group();
        if (!Options.groups().contains(group)) {
            return new Warning(
                    Warning.Kind.UNKNOWN_GROUP,
                    entry.location(),
                    "unknown group [" + group + "] of option "
                            + entry.place().name()
                            + NearestName.of(group, Options.groups())
                                    .map(near -> "; did you mean [" + near + "]?")
                                    .orElse(""));
        }
        return new Warning(
                Warning.Kind.UNKNOWN_OPTION, entry.location(), "unknown option " + entry.place() + hint(entry.place()));
    }

    /** The nearest name in the group; else the group where the very name stands, if there is just one. */
    private static String hint(OptionName place) {
        var here = NearestName.of(
                place.name(), Options.in(place.group()).map(Option::name).toList());
        if (here.isPresent()) {
            return "; did you mean " + here.get() + "?";
        }
        var elsewhere = Options.all().stream()
                .filter(option -> option.name().equals(place.name()))
                .toList();
        return elsewhere.size() == 1 ? "; did you mean " + elsewhere.getFirst() + "?" : "";
    }
}
