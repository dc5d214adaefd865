package io.clavis.db;

import static io.clavis.db.Tables.ACCESS_RULE;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL;
import static io.clavis.db.Tables.CONSUMER;
import static io.clavis.db.Tables.CREDENTIAL;
import static io.clavis.db.Tables.ENDPOINT;
import static io.clavis.db.Tables.ENDPOINT_GROUP;
import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.LIMIT;
import static io.clavis.db.Tables.POLICY;
import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.REGION;
import static io.clavis.db.Tables.REGISTERED_LIMIT;
import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.SERVICE;
import static io.clavis.db.Tables.TRUST;
import static io.clavis.db.Tables.USER;

import java.util.Collection;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Holds rows until the transaction ends, always in the order of their ids. */
final class RowLocks {
    private RowLocks() {}

    /** How a row is held. */
    enum Mode {
        SHARED,
        ALONE
    }

    /** Whether all of the things are there. One statement. */
    static boolean hold(DSLContext sql, Entity entity, Collection<String> ids, Mode mode) {
        var wanted = Set.copyOf(ids);
        if (wanted.isEmpty()) {
            return true;
        }
        var key = key(entity);
        var rows = sql.select(key)
                .from(key.getTable())
                .where(key.in(wanted).and(kind(entity)))
                .orderBy(key);
        // SQLite has one writer at a time and no such clause.
        if (sql.family() == SQLDialect.SQLITE) {
            return rows.fetch().size() == wanted.size();
        }
        var held = mode == Mode.ALONE ? rows.forUpdate() : rows.forShare();
        return held.fetch().size() == wanted.size();
    }

    private static Condition kind(Entity entity) {
        if (entity == Entity.DOMAIN) {
            return PROJECT.IS_DOMAIN.isTrue();
        }
        // A deleted trust stays for a while, marked.
        return entity == Entity.TRUST ? TRUST.DELETED_AT.isNull() : DSL.noCondition();
    }

    private static TableField<Record, String> key(Entity entity) {
        return switch (entity) {
            case USER -> USER.ID;
            case GROUP -> GROUP.ID;
            case DOMAIN, PROJECT -> PROJECT.ID;
            case ROLE -> ROLE.ID;
            case REGION -> REGION.ID;
            case SERVICE -> SERVICE.ID;
            case ENDPOINT -> ENDPOINT.ID;
            case ENDPOINT_GROUP -> ENDPOINT_GROUP.ID;
            case POLICY -> POLICY.ID;
            case CREDENTIAL -> CREDENTIAL.ID;
            case APPLICATION_CREDENTIAL -> APPLICATION_CREDENTIAL.ID;
            case ACCESS_RULE -> ACCESS_RULE.EXTERNAL_ID;
            case TRUST -> TRUST.ID;
            case CONSUMER -> CONSUMER.ID;
            case REGISTERED_LIMIT -> REGISTERED_LIMIT.ID;
            case LIMIT -> LIMIT.ID;
            case MEMBERSHIP,
                    IMPLIED_ROLE,
                    ASSIGNMENT,
                    PROJECT_ENDPOINT,
                    PROJECT_ENDPOINT_GROUP,
                    POLICY_ASSOCIATION,
                    REVOCATION_EVENT,
                    IDENTITY_PROVIDER,
                    MAPPING,
                    PROTOCOL,
                    SERVICE_PROVIDER,
                    REQUEST_TOKEN,
                    ACCESS_TOKEN,
                    DOMAIN_CONFIG,
                    ID_MAPPING,
                    UNKNOWN -> throw new IllegalArgumentException(entity + " has no row of its own to hold");
        };
    }
}
