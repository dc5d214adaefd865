package io.clavis.keyrotation;

/**
 * A row of table clavis_key.
 *
 * @param sealed the key itself, sealed
 */
record StoredKey(KeyLife life, String sealed) {
    String id() {
        return life.id();
    }

    @Override
    public String toString() {
        return "StoredKey[" + life.id() + "]";
    }
}
