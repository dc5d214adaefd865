package io.clavis.db;

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

    /** Records that this transaction changed a thing; readers of the feed see it once committed. */
    void changed(Entity entity, String id, Operation operation, @Nullable String domainId);
}
