package io.clavis.manage;

import io.clavis.config.LogOptions;
import java.io.PrintWriter;
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
        var out = parent.out();
        boolean found = false;
        for (var symptom : Symptoms.ALL) {
            if (configuration.get(LogOptions.DEBUG)) {
                out.println("Checking for: " + symptom.name());
            }
            var sign = symptom.sign().in(configuration);
            sign.ifPresent(detail -> tell(out, symptom, detail));
            found |= sign.isPresent();
        }
        configuration.warnings().forEach(warning -> out.println("\nWARNING: " + warning));
        if (!found) {
            out.println("No symptom of a known mistake was found.");
        }
        return found ? 1 : 0;
    }

    private static void tell(PrintWriter out, Symptom symptom, String detail) {
        out.println("\nWARNING: " + symptom.name());
        if (!detail.isEmpty()) {
            out.println("    " + detail);
        }
        out.println("    " + symptom.advice());
    }
}
