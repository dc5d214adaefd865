package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.db.Origin;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code reset_last_active}: who was never seen counts as active today. */
@Command(
        name = "reset_last_active",
        mixinStandardHelpOptions = true,
        description = "Sets the day of the last activity to today for all users who have none, so that"
                + " [security_compliance] disable_user_account_days_inactive counts from today for them.")
final class ResetLastActive implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ResetLastActive.class);
    private static final Set<String> YES = Set.of("y", "yes");
    private static final String QUESTION = """
            All users without a day of last activity, also those who never logged in, will count as active today.
            Where disable_user_account_days_inactive is set, they stay enabled until that many days have passed.
            Go on [y/N]?\s""";

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--force", description = "Do not ask.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        if (!force && !confirmed(parent)) {
            throw new CommandFailure("reset_last_active aborted.");
        }
        try (var capabilities = Capabilities.open(configuration)) {
            LOG.info("{} users count as active today", capabilities.users().resetLastActive(Origin.SYSTEM));
        }
        return 0;
    }

    private static boolean confirmed(KeystoneManage parent) throws IOException {
        parent.out().print(QUESTION);
        parent.out().flush();
        var answer = parent.in().readLine();
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
