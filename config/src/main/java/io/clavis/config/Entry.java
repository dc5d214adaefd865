package io.clavis.config;

/**
 * An assignment as it was found.
 *
 * @param location where: {@code file:line}, or what else set it
 */
record Entry(OptionName place, String text, String location) {
    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
        return place + " at " + location;
    }
}
