package io.clavis.keyrotation;

/** The repositories of keys, by the name that they have in the database and on the command line. */
public enum Repository {
    TOKENS("tokens"),
    RECEIPTS("receipts"),
    CREDENTIALS("credential"),
    JWS("jws");

    private final String label;

    Repository(String label) {
        this.label = label;
    }

    /** The name for people and for the database. */
    public String label() {
        return label;
    }
}
