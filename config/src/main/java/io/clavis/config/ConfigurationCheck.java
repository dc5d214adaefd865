package io.clavis.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Looks at a configuration without using it, and tells everything at once. */
public final class ConfigurationCheck {
    private final Assignments assignments;
    private final Resolution resolution;
    private final List<Finding> findings = new ArrayList<>();

    private ConfigurationCheck(Assignments assignments) {
        this.assignments = assignments;
        this.resolution = new Resolution(assignments);
    }

    /**
     * All that is wrong or deserves a look: lines that cannot be read, wrong values, unknown options and groups,
     * deprecated names, and options that have another value than their default and no effect here. Where a file cannot
     * be read, only that is told.
     */
    public static List<Finding> of(ConfigurationSources sources) {
        try {
            var check = new ConfigurationCheck(Assignments.of(sources));
            check.values();
            check.names();
            check.effects();
            return List.copyOf(new LinkedHashSet<>(check.findings));
        } catch (ConfigurationException unreadable) {
            return unreadable.problems().stream().map(ConfigurationCheck::error).toList();
        }
    }

    private void values() {
        for (Option<?> option : Options.all()) {
            try {
                resolution.value(option);
            } catch (ConfigurationException wrong) {
                wrong.problems().forEach(problem -> findings.add(error(problem)));
            }
        }
        resolution.warnings().forEach(this::add);
    }

    private void names() {
        var names = new NameCheck(methods());
        names.warnings(assignments.inFiles()).forEach(this::add);
        names.warnings(assignments.inEnvironment()).forEach(this::add);
    }

    private List<String> methods() {
        try {
            return resolution.value(AuthOptions.METHODS);
        } catch (ConfigurationException wrong) {
            return AuthOptions.METHODS.fallback();
        }
    }

    private void effects() {
        for (Option<?> option : Options.all()) {
            var written = assignments.of(option);
            if (!written.isEmpty() && isNotTheDefault(option)) {
                NotActedUpon.reason(option)
                        .ifPresent(reason -> findings.add(new Finding(
                                Finding.Severity.WARNING,
                                written.getLast().location(),
                                option + " has no effect: " + reason)));
            }
        }
    }

    private <T> boolean isNotTheDefault(Option<T> option) {
        try {
            return !option.fallback().equals(resolution.value(option));
        } catch (ConfigurationException wrong) {
            return false;
        }
    }

    private void add(Warning warning) {
        var severity = switch (warning.kind()) {
            case UNKNOWN_GROUP, UNKNOWN_OPTION -> Finding.Severity.ERROR;
            case FORMER_NAME, DEPRECATED_OPTION, EMPTY_NUMBER -> Finding.Severity.WARNING;
        };
        findings.add(new Finding(severity, warning.location(), warning.message()));
    }

    private static Finding error(Problem problem) {
        return new Finding(Finding.Severity.ERROR, problem.location(), problem.message());
    }
}
