package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.IdentityOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code user_setup}: a user of the default domain with an id of the operator's choice. */
@Command(
        name = "user_setup",
        mixinStandardHelpOptions = true,
        description =
                "Creates a user in the default domain, with the given id; one of that name that is there is enabled"
                        + " and gets the password.")
final class UserSetup implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--username", required = true, paramLabel = "USERNAME", description = "The user's name.")
    private String username = "";

    @Option(
            names = "--user-password-plain",
            required = true,
            paramLabel = "PASSWORD",
            description = "The user's password, in the clear; other users of this machine can see it.")
    private String password = "";

    @Option(names = "--user-id", paramLabel = "USER_ID", description = "The user's id; by default random.")
    private @Nullable String id;

    @Override
    public Integer call() {
        var name = ChosenName.required("--username", username);
        var userId = Optional.ofNullable(id).map(chosen -> ChosenName.id("--user-id", chosen));
        var configuration = Objects.requireNonNull(manage).configuration();
        try (var capabilities = Capabilities.open(configuration)) {
            new UserProvision(capabilities, configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID))
                    .ensure(name, password, userId);
        }
        return 0;
    }
}
