package io.clavis.operator.release;

import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which release a Keystone is of, and how far it is on the way to another one.
 *
 * @param installed {@code status.installedRelease}; null where nothing is installed
 * @param target {@code status.targetRelease}; null where no upgrade is under way
 * @param phase {@code status.upgradePhase}; null where no upgrade is under way
 */
public record Progress(
        @Nullable String installed,
        @Nullable String target,
        @Nullable Phase phase) {
    /** As the status has it. */
    public static Progress of(Keystone keystone) {
        var status = Optional.ofNullable(keystone.getStatus()).orElse(KeystoneStatus.NEW);
        return new Progress(
                status.installedRelease(),
                status.targetRelease(),
                Phase.named(status.upgradePhase()).orElse(null));
    }

    /** On the way to this release. */
    public Progress towards(Release release, Phase next) {
        return new Progress(installed, release.toString(), next);
    }

    /** Where it was, and on no way any more. */
    public Progress settled() {
        return new Progress(installed, null, null);
    }

    /** At the end of the way. */
    public static Progress at(Release release) {
        return new Progress(release.toString(), null, null);
    }

    /** Whether an upgrade is under way. */
    public boolean underWay() {
        return target != null || phase != null;
    }
}
