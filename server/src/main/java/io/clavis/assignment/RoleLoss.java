package io.clavis.assignment;

import io.clavis.db.Transaction;

/**
 * What must happen when a role goes away that a user held on a project: upstream deletes the user's application
 * credentials on it. Known to packages above, given at composition; runs in the deleting transaction.
 */
@FunctionalInterface
public interface RoleLoss {
    /** The user has one role less on the project. */
    void lost(Transaction tx, String userId, String projectId);
}
