package io.clavis.db;

import java.util.List;

/** Is told of committed changes, in order, on the follower's thread. Must be quick: writers wait for it. */
public interface ChangeListener {
    /** Takes the next changes. */
    void changed(List<Change> changes);

    /** Some changes were pruned before this node could read them: what depends on any must be dropped. */
    void missed();
}
