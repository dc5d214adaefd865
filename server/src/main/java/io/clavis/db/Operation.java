package io.clavis.db;

/** What happened to a thing. */
public enum Operation {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** The word in the change feed. */
    public String text() {
        return text;
    }

    /** The operation behind a word; one that a newer node knows counts as an update. */
    static Operation of(String text) {
        for (Operation operation : values()) {
            if (operation.text.equals(text)) {
                return operation;
            }
        }
        return UPDATED;
    }
}
