package io.clavis.db;

import java.util.Collection;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A write transaction in progress, for one thread and only inside its lambda. The lambda may run again
 * after a conflict, so it must have no effect but through this.
 */
public interface Transaction {
    /** SQL in this transaction. */
    DSLContext sql();

    /** Who asked for it. */
    Origin origin();

    /**
     * Whether a thing is there; nobody can change or delete it before this transaction ends. For what is about to refer
     * to it: who deletes a thing locks it first, and then deletes what refers to it.
     */
    boolean keep(Entity entity, String id);

    /** The same of several things in one statement: whether all of them are there. */
    boolean keep(Entity entity, Collection<String> ids);

    /**
     * Whether a thing is there; nobody else can keep, lock, change or delete it before this transaction ends. For what
     * is read to be changed, and for what is about to be deleted, before anything of it is read.
     */
    boolean lock(Entity entity, String id);

    /** The same of several things in one statement: whether all of them are there. */
    boolean lock(Entity entity, Collection<String> ids);

    /** Records that this transaction changed a thing; readers of the feed see it once committed. */
    void changed(Entity entity, String id, Operation operation, @Nullable String domainId);
}
