package io.clavis.operator.resource;

/**
 * The keys that credentials are encrypted with, and when they rotate.
 *
 * @param rotationSchedule a cron expression of five fields
 * @param maxActiveKeys at least 3
 * @param suspend whether they stay as they are
 */
public record CredentialKeysSpec(String rotationSchedule, Integer maxActiveKeys, Boolean suspend) {
    static final CredentialKeysSpec DEFAULT = new CredentialKeysSpec("0 0 * * 0", 3, false);

    public CredentialKeysSpec {
        rotationSchedule = rotationSchedule == null || rotationSchedule.isEmpty() ? "0 0 * * 0" : rotationSchedule;
        maxActiveKeys = maxActiveKeys == null ? 3 : maxActiveKeys;
        suspend = suspend != null && suspend;
    }
}
