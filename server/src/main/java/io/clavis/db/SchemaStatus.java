package io.clavis.db;

/** What {@code keystone-manage db_sync --check} answers. */
public enum SchemaStatus {
    UP_TO_DATE(0),
    EXPAND_NEEDED(2),
    CONTRACT_NEEDED(4);

    private final int exitCode;

    SchemaStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The command's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
