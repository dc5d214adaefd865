package io.clavis.operator.registration;

import io.clavis.operator.identity.IdentityFailure;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.pipeline.Conditions;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Writer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all kinds have in common: waits for the Keystone, has the work done, and lets a resource go that is to be deleted
 * once what it made is removed, at the latest ten minutes after. Holds no state.
 */
final class Rounds<R extends HasMetadata, S> {
    /** When to look whether anything drifted. */
    static final Duration RESYNC = Duration.ofMinutes(10);

    /** When to try again what Keystone did not do. */
    static final Duration RETRY = Duration.ofSeconds(30);

    /** When to look again for what others are about to make. */
    static final Duration SOON = Duration.ofSeconds(10);

    /** Whether there is a Keystone, and it serves. */
    static final String KEYSTONE = "KeystoneAPIReady";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Work<R, S> work;
    private final Logins logins;

    Rounds(Work<R, S> work, Logins logins) {
        this.work = work;
        this.logins = logins;
    }

    /**
     * What a round came to.
     *
     * @param status to be written where it is another than before
     * @param again when to have another round
     */
    record Round<S>(S status, List<Notice> notices, Duration again) {
        Round {
            notices = List.copyOf(notices);
        }
    }

    /**
     * How far a deletion is.
     *
     * @param done whether the resource may go
     */
    record Departure(boolean done, List<Notice> notices) {
        Departure {
            notices = List.copyOf(notices);
        }
    }

    /** Makes Keystone be as the resource says, as far as that is possible now. */
    Round<S> pursue(R resource, World world, Writer writer) {
        var status = work.status(resource);
        long generation =
                Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
        var report = new Report(new Conditions(work.conditions(status), generation, world.now()), RESYNC);
        switch (Host.of(world, logins)) {
            case Host.None() ->
                report.waits(KEYSTONE, "KeystoneNotFound", "there is no Keystone in this namespace", SOON);
            case Host.Waiting(String reason, String message) -> report.waits(KEYSTONE, reason, message, SOON);
            case Host.Reachable host -> {
                if (host.ready()) {
                    report.holds(KEYSTONE, "KeystoneReady", "Keystone serves");
                    status = work.pursue(resource, host, world, writer, report);
                } else {
                    report.waits(KEYSTONE, "WaitingForKeystone", "Keystone is not ready", SOON);
                }
            }
        }
        var types = new ArrayList<String>();
        types.add(KEYSTONE);
        types.addAll(work.conditions());
        report.aggregate(types);
        return new Round<>(work.with(status, report.conditions(), generation), report.notices(), report.again());
    }

    /** Removes what the resource made. */
    Departure remove(R resource, World world, Writer writer) {
        return switch (Host.of(world, logins)) {
            case Host.None() -> released(resource, world, writer, List.of());
            case Host.Waiting(String reason, String message) ->
                delayed(resource, world, writer, reason + ": " + message);
            case Host.Reachable host -> {
                try {
                    work.remove(resource, host, world, writer);
                    yield new Departure(true, List.of());
                } catch (IdentityFailure failure) {
                    yield delayed(resource, world, writer, String.valueOf(failure.getMessage()));
                }
            }
        };
    }

    private Departure delayed(R resource, World world, Writer writer, String why) {
        var since = Instant.parse(resource.getMetadata().getDeletionTimestamp());
        if (since.plus(PATIENCE).isAfter(world.now())) {
            return new Departure(false, List.of(Notice.warning("RemovalDelayed", why)));
        }
        return released(
                resource,
                world,
                writer,
                List.of(Notice.warning("LeftBehind", "let go though not all is removed from Keystone: " + why)));
    }

    private Departure released(R resource, World world, Writer writer, List<Notice> notices) {
        work.release(resource, world, writer);
        return new Departure(true, notices);
    }
}
