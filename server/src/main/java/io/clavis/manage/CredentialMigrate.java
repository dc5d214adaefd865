package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.db.Origin;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code credential_migrate}: encrypts every credential with the primary key. */
@Command(
        name = "credential_migrate",
        mixinStandardHelpOptions = true,
        description = "Encrypts credentials that are still encrypted with an older key with the primary key.")
final class CredentialMigrate implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    /** Upstream takes them and needs them no more than we do: no file is made. */
    @Option(
            names = {"--keystone-user", "--keystone-group"},
            paramLabel = "NAME",
            description = "Accepted, and without effect.")
    void ignore(List<String> names) {}

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        try (var capabilities = Capabilities.open(parent.configuration())) {
            var lost = capabilities.credentials().migrate(Origin.SYSTEM);
            if (!lost.isEmpty()) {
                throw new CommandFailure("No key in [credential] key_repository fits the credentials "
                        + String.join(", ", lost)
                        + ". Restore their key from a backup, or delete them.");
            }
        }
        return 0;
    }
}
