package io.clavis.manage;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code doctor}: looks for what is commonly wrong; exits with 1 where it found something, as upstream does. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks for common mistakes in the configuration, the keys and the database.")
final class Doctor implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        var found = Symptoms.ALL.stream()
                .filter(symptom -> symptom.shows().test(configuration))
                .toList();
        found.forEach(symptom -> {
            parent.out().println("\nWARNING: " + symptom.name());
            parent.out().println("    " + symptom.advice());
        });
        configuration.warnings().forEach(warning -> parent.out().println("\nWARNING: " + warning));
        if (found.isEmpty()) {
            parent.out().println("No symptom of a known mistake was found.");
        }
        return found.isEmpty() ? 0 : 1;
    }
}
