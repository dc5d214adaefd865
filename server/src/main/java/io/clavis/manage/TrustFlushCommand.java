package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.db.Origin;
import io.clavis.trust.TrustFlush;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code trust_flush}: forgets trusts that were deleted or have ended. */
@Command(
        name = "trust_flush",
        mixinStandardHelpOptions = true,
        description = "Removes trusts that were deleted, or have ended, from the database.")
final class TrustFlushCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d-M-uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--project-id", paramLabel = "PROJECT_ID", description = "Only trusts on this project.")
    private @Nullable String projectId;

    @Option(names = "--trustor-user-id", paramLabel = "USER_ID", description = "Only trusts that this user gave.")
    private @Nullable String trustorUserId;

    @Option(names = "--trustee-user-id", paramLabel = "USER_ID", description = "Only trusts that this user received.")
    private @Nullable String trusteeUserId;

    @Option(
            names = "--date",
            paramLabel = "DD-MM-YYYY",
            description = "Of the trusts that were not deleted, only those that ended before this day (UTC); now by"
                    + " default.")
    private @Nullable String date;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var flush = new TrustFlush(given(projectId), given(trustorUserId), given(trusteeUserId), endedBefore());
        try (var capabilities = Capabilities.open(parent.configuration())) {
            capabilities.trusts().flush(Origin.SYSTEM, flush);
        }
        return 0;
    }

    private static Optional<String> given(@Nullable String option) {
        return Optional.ofNullable(option).filter(value -> !value.isEmpty());
    }

    private Instant endedBefore() {
        if (date == null) {
            return Instant.now();
        }
        try {
            return LocalDate.parse(date, DAY).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            throw new CommandFailure("--date must be a day as DD-MM-YYYY, not " + date + ".");
        }
    }
}
