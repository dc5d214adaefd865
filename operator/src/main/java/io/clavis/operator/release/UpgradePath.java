package io.clavis.operator.release;

import io.clavis.operator.resource.Image;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change of the image means for the database. */
public sealed interface UpgradePath {
    /** The image is named by its digest, so nobody knows its release: one {@code db_sync} does all. */
    record Untracked() implements UpgradePath {}

    /** The tag names no release. */
    record Unreadable(String tag) implements UpgradePath {}

    /** Nothing is installed yet: one {@code db_sync}. */
    record Install(Release release) implements UpgradePath {}

    /** This very release is installed. */
    record Unchanged(Release release) implements UpgradePath {}

    /** Another build of the same release: one {@code db_sync}. */
    record Patch(Release from, Release to) implements UpgradePath {}

    /** The next release: expand, migrate, new Pods, contract. Also while it is under way. */
    record Upgrade(Release from, Release to) implements UpgradePath {}

    /** Back to what is installed while an upgrade is under way: it ends here. */
    record Abort(Release installed, Release target) implements UpgradePath {}

    /** To a third release while an upgrade is under way. */
    record TargetChanged(Release target, Release wanted) implements UpgradePath {}

    /** To an older release. */
    record Downgrade(Release from, Release to) implements UpgradePath {}

    /** Over releases in between. */
    record NotSequential(Release from, Release to) implements UpgradePath {}

    /**
     * The way from what is there to an image.
     *
     * @param installed {@code status.installedRelease}; null where nothing is installed
     * @param target {@code status.targetRelease}; null where no upgrade is under way
     */
    static UpgradePath of(@Nullable String installed, @Nullable String target, Image image) {
        if (image.digest() != null || image.tag() == null) {
            return new Untracked();
        }
        var wanted = Release.parse(image.tag());
        if (wanted.isEmpty()) {
            return new Unreadable(image.tag());
        }
        var from = known(installed);
        if (from.isEmpty()) {
            return new Install(wanted.get());
        }
        return known(target)
                .filter(underWay -> !underWay.sameSeries(from.get()))
                .map(underWay -> underWay(from.get(), underWay, wanted.get()))
                .orElseGet(() -> fresh(from.get(), wanted.get()));
    }

    private static Optional<Release> known(@Nullable String release) {
        return Optional.ofNullable(release).flatMap(Release::parse);
    }

    private static UpgradePath underWay(Release from, Release target, Release wanted) {
        if (wanted.sameSeries(target)) {
            return new Upgrade(from, wanted);
        }
        return wanted.sameSeries(from) ? new Abort(from, target) : new TargetChanged(target, wanted);
    }

    private static UpgradePath fresh(Release from, Release wanted) {
        if (wanted.equals(from)) {
            return new Unchanged(wanted);
        }
        if (wanted.sameSeries(from)) {
            return new Patch(from, wanted);
        }
        if (wanted.before(from)) {
            return new Downgrade(from, wanted);
        }
        return wanted.sameSeries(from.next()) ? new Upgrade(from, wanted) : new NotSequential(from, wanted);
    }
}
