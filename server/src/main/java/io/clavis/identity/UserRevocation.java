package io.clavis.identity;

import io.clavis.db.Transaction;

/** Ends the tokens that a user holds already. Written by package token, given here at composition. */
@FunctionalInterface
public interface UserRevocation {
    /** All tokens of the user that were issued until now are void once {@code tx} commits. */
    void userChanged(Transaction tx, String userId);
}
