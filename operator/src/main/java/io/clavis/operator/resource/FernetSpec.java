package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * The keys of tokens, and when they rotate.
 *
 * @param rotationSchedule a cron expression of five fields
 * @param maxActiveKeys at least 3
 * @param suspend whether they stay as they are
 * @param mode who rotates them
 * @param rolloutOnRotation whether the Pods are replaced after a rotation; they read the new keys without it
 * @param backup where copies of them go
 */
public record FernetSpec(
        String rotationSchedule,
        Integer maxActiveKeys,
        Boolean suspend,
        Mode mode,
        Boolean rolloutOnRotation,
        @Nullable KeyBackup backup) {
    static final FernetSpec DEFAULT = new FernetSpec("0 0 * * 0", 3, false, Mode.CronJob, false, null);

    public FernetSpec {
        rotationSchedule = rotationSchedule == null || rotationSchedule.isEmpty() ? "0 0 * * 0" : rotationSchedule;
        maxActiveKeys = maxActiveKeys == null ? 3 : maxActiveKeys;
        suspend = suspend != null && suspend;
        mode = mode == null ? Mode.CronJob : mode;
        rolloutOnRotation = rolloutOnRotation != null && rolloutOnRotation;
    }

    /** Who rotates keys. */
    public enum Mode {
        /** A CronJob, whose result the operator checks before it becomes the keys. */
        CronJob,
        /** The servers among themselves, over their database. */
        Server
    }

    /**
     * A copy of the keys outside of the cluster.
     *
     * @param remoteKey its path in the store; null for one that has namespace and name in it
     */
    public record KeyBackup(@Nullable String remoteKey) {}
}
