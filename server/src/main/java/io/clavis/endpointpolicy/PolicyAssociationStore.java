package io.clavis.endpointpolicy;

import static io.clavis.db.Tables.POLICY_ASSOCIATION;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The rows of table policy_association. */
final class PolicyAssociationStore {
    private PolicyAssociationStore() {}

    static Condition of(PolicySubject subject) {
        return equal(POLICY_ASSOCIATION.ENDPOINT_ID, subject.endpointId())
                .and(equal(POLICY_ASSOCIATION.SERVICE_ID, subject.serviceId()))
                .and(equal(POLICY_ASSOCIATION.REGION_ID, subject.regionId()));
    }

    static List<PolicyAssociation> where(DSLContext sql, Condition condition) {
        return sql.selectFrom(POLICY_ASSOCIATION)
                .where(condition)
                .orderBy(POLICY_ASSOCIATION.ID)
                .fetch(PolicyAssociationStore::association);
    }

    static int repoint(DSLContext sql, PolicySubject subject, String policyId) {
        return sql.update(POLICY_ASSOCIATION)
                .set(POLICY_ASSOCIATION.POLICY_ID, policyId)
                .where(of(subject))
                .execute();
    }

    static void insert(DSLContext sql, PolicyAssociation association) {
        sql.insertInto(POLICY_ASSOCIATION)
                .set(POLICY_ASSOCIATION.ID, association.id())
                .set(POLICY_ASSOCIATION.POLICY_ID, association.policyId())
                .set(POLICY_ASSOCIATION.ENDPOINT_ID, association.subject().endpointId())
                .set(POLICY_ASSOCIATION.SERVICE_ID, association.subject().serviceId())
                .set(POLICY_ASSOCIATION.REGION_ID, association.subject().regionId())
                .execute();
    }

    static void delete(DSLContext sql, List<PolicyAssociation> associations) {
        sql.deleteFrom(POLICY_ASSOCIATION)
                .where(POLICY_ASSOCIATION.ID.in(
                        associations.stream().map(PolicyAssociation::id).toList()))
                .execute();
    }

    private static Condition equal(TableField<Record, String> column, @Nullable String id) {
        return id == null ? column.isNull() : column.eq(id);
    }

    private static PolicyAssociation association(Record row) {
        return new PolicyAssociation(
                row.get(POLICY_ASSOCIATION.ID),
                row.get(POLICY_ASSOCIATION.POLICY_ID),
                new PolicySubject(
                        row.get(POLICY_ASSOCIATION.ENDPOINT_ID),
                        row.get(POLICY_ASSOCIATION.SERVICE_ID),
                        row.get(POLICY_ASSOCIATION.REGION_ID)));
    }
}
