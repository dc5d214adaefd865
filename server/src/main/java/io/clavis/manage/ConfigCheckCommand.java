package io.clavis.manage;

import io.clavis.composition.SettingsCheck;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationCheck;
import io.clavis.config.ConfigurationException;
import io.clavis.config.ConfigurationSources;
import io.clavis.config.Finding;
import io.clavis.config.Finding.Severity;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code config check}: everything that is wrong with the configuration, without using it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration: wrong values, unknown options and sections, deprecated names, options"
                + " without effect. Exits with 1 where there is an error.")
final class ConfigCheckCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ConfigCommand config;

    @Override
    public Integer call() {
        var manage = Objects.requireNonNull(config).manage();
        var out = manage.out();
        var sources = manage.sources();
        var findings = ConfigurationCheck.of(sources);
        findings.forEach(finding -> out.println(line(finding)));
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        var unusable = unusable(sources);
        unusable.forEach(problem -> out.println("error    " + problem));
        errors += unusable.size();
        out.println(errors + " errors, "
                + findings.stream()
                        .filter(finding -> finding.severity() == Severity.WARNING)
                        .count()
                + " warnings");
        return errors == 0 ? 0 : 1;
    }

    private static List<String> unusable(ConfigurationSources sources) {
        try {
            return SettingsCheck.problems(Configuration.load(sources));
        } catch (ConfigurationException alreadyTold) {
            return List.of();
        }
    }

    private static String line(Finding finding) {
        return (finding.severity() == Severity.ERROR ? "error    " : "warning  ") + finding;
    }
}
