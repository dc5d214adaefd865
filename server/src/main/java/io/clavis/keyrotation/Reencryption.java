package io.clavis.keyrotation;

import org.jooq.DSLContext;

/** What is encrypted with credential keys, elsewhere in the database. */
public interface Reencryption {
    /** Whether anything is still encrypted with the key of this hash. */
    boolean isUnder(DSLContext sql, String keyHash);

    /** Encrypts with the primary key what is not. */
    void renew();
}
