package io.clavis.identity;

import static io.clavis.db.Tables.ID_MAPPING;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** The public ids of users and groups whose home is a directory (table id_mapping). */
public final class IdMappings {
    private final Database database;

    public IdMappings(Database database) {
        this.database = database;
    }

    /**
     * Forgets mappings; who logs in again gets the same public id anew where it is computed from the local one.
     *
     * @return how many they were
     */
    public int purge(Origin origin, IdMappingFilter filter) {
        var which = which(filter);
        return database.write(origin, tx -> {
            var chosen = tx.sql()
                    .select(ID_MAPPING.PUBLIC_ID, ID_MAPPING.DOMAIN_ID)
                    .from(ID_MAPPING)
                    .where(which)
                    .orderBy(ID_MAPPING.PUBLIC_ID);
            // SQLite has one writer, and no rows to lock.
            var locked = tx.sql().family() == SQLDialect.SQLITE ? chosen : chosen.forUpdate();
            var gone = locked.fetchMap(ID_MAPPING.PUBLIC_ID, ID_MAPPING.DOMAIN_ID);
            tx.sql().deleteFrom(ID_MAPPING).where(which).execute();
            gone.forEach((publicId, domainId) -> tx.changed(Entity.ID_MAPPING, publicId, Operation.DELETED, domainId));
            return gone.size();
        });
    }

    private static Condition which(IdMappingFilter filter) {
        return is(ID_MAPPING.DOMAIN_ID, filter.domainId())
                .and(is(ID_MAPPING.PUBLIC_ID, filter.publicId()))
                .and(is(ID_MAPPING.LOCAL_ID, filter.localId()))
                .and(is(ID_MAPPING.ENTITY_TYPE, filter.entityType()));
    }

    private static Condition is(TableField<?, String> column, Optional<String> value) {
        return value.<Condition>map(column::eq).orElseGet(DSL::noCondition);
    }
}
