package io.clavis.db;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One attempt at a write: collects what changed until the commit. */
final class OpenTransaction implements Transaction {
    private final DSLContext sql;
    private final Origin origin;
    private final List<Changed> changes = new ArrayList<>();

    /** A change before it has its sequence. */
    record Changed(
            Entity entity,
            String id,
            Operation operation,
            @Nullable String domainId) {}

    OpenTransaction(DSLContext sql, Origin origin) {
        this.sql = sql;
        this.origin = origin;
    }

    @Override
    public DSLContext sql() {
        return sql;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public void changed(Entity entity, String id, Operation operation, @Nullable String domainId) {
        changes.add(new Changed(entity, id, operation, domainId));
    }

    List<Changed> changes() {
        return changes;
    }
}
