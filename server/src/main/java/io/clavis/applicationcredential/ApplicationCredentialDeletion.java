package io.clavis.applicationcredential;

import static io.clavis.db.Tables.APPLICATION_CREDENTIAL;

import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import org.jooq.Condition;

/** How application credentials go with what they depend on, in the transaction that deletes that. Stateless. */
public final class ApplicationCredentialDeletion {
    /** All of a user who is deleted or disabled, the access rules included. */
    public void deleteForUser(Transaction tx, String userId) {
        delete(tx, APPLICATION_CREDENTIAL.USER_ID.eq(userId));
        for (var rule : AccessRuleStore.ofUser(tx.sql(), userId)) {
            tx.changed(Entity.ACCESS_RULE, rule.id(), Operation.DELETED, null);
        }
        AccessRuleStore.deleteOfUser(tx.sql(), userId);
    }

    /** Those of a user on a project where the user lost a role. */
    public void deleteForUserOnProject(Transaction tx, String userId, String projectId) {
        delete(tx, APPLICATION_CREDENTIAL.USER_ID.eq(userId).and(APPLICATION_CREDENTIAL.PROJECT_ID.eq(projectId)));
    }

    /** All on a project that is deleted. */
    public void deleteForProject(Transaction tx, String projectId) {
        delete(tx, APPLICATION_CREDENTIAL.PROJECT_ID.eq(projectId));
    }

    /** Takes a role that is deleted out of the credentials that are left. */
    public void forgetRole(Transaction tx, String roleId) {
        for (var id : ApplicationCredentialStore.idsWithRole(tx.sql(), roleId)) {
            tx.changed(Entity.APPLICATION_CREDENTIAL, id, Operation.UPDATED, null);
        }
        ApplicationCredentialStore.deleteRole(tx.sql(), roleId);
    }

    /** One of them; whether it was there. */
    boolean delete(Transaction tx, String id) {
        return delete(tx, APPLICATION_CREDENTIAL.ID.eq(id));
    }

    private static boolean delete(Transaction tx, Condition which) {
        var ids = ApplicationCredentialStore.delete(tx.sql(), which);
        ids.forEach(id -> tx.changed(Entity.APPLICATION_CREDENTIAL, id, Operation.DELETED, null));
        return !ids.isEmpty();
    }
}
