package io.clavis.keyrotation;

/**
 * By what a process tells whether the keys that it holds are those in the database.
 *
 * @param newest the greatest number
 * @param unused how many keys are known to be unused
 */
record Mark(long newest, int keys, int unused) {
    static final Mark NONE = new Mark(-1, 0, 0);
}
