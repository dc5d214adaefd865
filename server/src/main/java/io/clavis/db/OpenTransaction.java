package io.clavis.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One attempt at a write: collects what changed until the commit. */
final class OpenTransaction implements Transaction {
    private static final Set<Entity> APART = EnumSet.of(Entity.USER, Entity.GROUP, Entity.PROJECT);
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
    public boolean keep(Entity entity, String id) {
        return keep(entity, List.of(id));
    }

    @Override
    public boolean keep(Entity entity, Collection<String> ids) {
        return RowLocks.hold(sql, entity, ids, RowLocks.Mode.SHARED);
    }

    @Override
    public boolean lock(Entity entity, String id) {
        return lock(entity, List.of(id));
    }

    @Override
    public boolean lock(Entity entity, Collection<String> ids) {
        return RowLocks.hold(sql, entity, ids, RowLocks.Mode.ALONE);
    }

    @Override
    public void changed(Entity entity, String id, Operation operation, @Nullable String domainId) {
        changes.add(new Changed(entity, id, operation, domainId));
    }

    /** Whether what it recorded takes something back that was true: what is only new is in nobody's memory. */
    boolean withdraws() {
        return changes.stream()
                .anyMatch(change ->
                        change.operation() != Operation.CREATED || change.entity() == Entity.REVOCATION_EVENT);
    }

    /**
     * Whether all it recorded is things that were not there before and that nothing else told of: no memory can hold
     * anything of them, nor of what they belong to.
     */
    boolean onlyAdds() {
        return changes.stream()
                .allMatch(change -> change.operation() == Operation.CREATED && APART.contains(change.entity()));
    }

    List<Changed> changes() {
        return changes;
    }
}
