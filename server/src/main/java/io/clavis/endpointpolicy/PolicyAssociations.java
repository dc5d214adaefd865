package io.clavis.endpointpolicy;

import static io.clavis.db.Tables.POLICY_ASSOCIATION;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** The rules of which policy is for what: each subject has at most one. Thread-safe. */
public final class PolicyAssociations {
    private final Database database;

    public PolicyAssociations(Database database) {
        this.database = database;
    }

    /** What a policy is for. */
    public List<PolicySubject> subjects(String policyId) {
        return where(POLICY_ASSOCIATION.POLICY_ID.eq(policyId)).stream()
                .map(PolicyAssociation::subject)
                .toList();
    }

    /** The associations of an endpoint and of its service, in whatever region. One statement. */
    List<PolicyAssociation> around(String endpointId, String serviceId) {
        return where(POLICY_ASSOCIATION
                .ENDPOINT_ID
                .eq(endpointId)
                .or(POLICY_ASSOCIATION.ENDPOINT_ID.isNull().and(POLICY_ASSOCIATION.SERVICE_ID.eq(serviceId))));
    }

    /** Refuses with 404 where a policy is not for a subject. */
    public void check(String policyId, PolicySubject subject) {
        if (where(ofBoth(policyId, subject)).isEmpty()) {
            throw new NotFound("Could not find policy association.");
        }
    }

    /** Makes a policy the one for a subject, in place of another. Both must exist. */
    public void associate(Origin origin, String policyId, PolicySubject subject) {
        try {
            write(origin, policyId, subject);
        } catch (DuplicateEntry another) {
            // Somebody else was first; the row is there now and is only to be pointed to this policy.
            write(origin, policyId, subject);
        }
    }

    private void write(Origin origin, String policyId, PolicySubject subject) {
        database.write(origin, tx -> {
            keep(tx, policyId, subject);
            var before = PolicyAssociationStore.repoint(tx.sql(), subject, policyId);
            if (before == 0) {
                PolicyAssociationStore.insert(tx.sql(), new PolicyAssociation(subject.key(), policyId, subject));
            }
            tx.changed(
                    Entity.POLICY_ASSOCIATION,
                    subject.key(),
                    before == 0 ? Operation.CREATED : Operation.UPDATED,
                    null);
            return subject;
        });
    }

    /** 404 for what was deleted since it was looked up. */
    private static void keep(Transaction tx, String policyId, PolicySubject subject) {
        require(tx, Entity.SERVICE, subject.serviceId());
        require(tx, Entity.REGION, subject.regionId());
        require(tx, Entity.ENDPOINT, subject.endpointId());
        require(tx, Entity.POLICY, policyId);
    }

    private static void require(Transaction tx, Entity entity, @Nullable String id) {
        if (id != null && !tx.keep(entity, id)) {
            throw NotFound.of(entity.text(), id);
        }
    }

    /** Ends that a policy is for a subject; nothing happens where it is not. */
    public void dissociate(Origin origin, String policyId, PolicySubject subject) {
        database.write(origin, tx -> {
            delete(tx, ofBoth(policyId, subject));
            return subject;
        });
    }

    /** Forgets endpoints that are being deleted. */
    public void deleteForEndpoints(Transaction tx, Collection<String> endpointIds) {
        delete(tx, POLICY_ASSOCIATION.ENDPOINT_ID.in(endpointIds));
    }

    /** Forgets a service that is being deleted. */
    public void deleteForService(Transaction tx, String serviceId) {
        delete(tx, POLICY_ASSOCIATION.SERVICE_ID.eq(serviceId));
    }

    /** Forgets regions that are being deleted. */
    public void deleteForRegions(Transaction tx, Collection<String> regionIds) {
        delete(tx, POLICY_ASSOCIATION.REGION_ID.in(regionIds));
    }

    static void deleteForPolicy(Transaction tx, String policyId) {
        delete(tx, POLICY_ASSOCIATION.POLICY_ID.eq(policyId));
    }

    private static void delete(Transaction tx, Condition condition) {
        var doomed = PolicyAssociationStore.where(tx.sql(), condition);
        if (doomed.isEmpty()) {
            return;
        }
        PolicyAssociationStore.delete(tx.sql(), doomed);
        doomed.forEach(association ->
                tx.changed(Entity.POLICY_ASSOCIATION, association.subject().key(), Operation.DELETED, null));
    }

    private List<PolicyAssociation> where(Condition condition) {
        return database.read(sql -> PolicyAssociationStore.where(sql, condition));
    }

    private static Condition ofBoth(String policyId, PolicySubject subject) {
        return POLICY_ASSOCIATION.POLICY_ID.eq(policyId).and(PolicyAssociationStore.of(subject));
    }
}
