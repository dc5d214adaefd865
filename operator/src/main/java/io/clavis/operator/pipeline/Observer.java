package io.clavis.operator.pipeline;

import io.clavis.operator.resource.Keystone;
import java.time.Duration;

/** Who counts what steps do. */
public interface Observer {
    /** Nobody. */
    Observer NONE = (_, _, _, _) -> {};

    /**
     * A step was taken.
     *
     * @param took with all of its writes
     * @param failed whether the API server refused something, or could not be reached
     */
    void stepped(Keystone keystone, String condition, Duration took, boolean failed);
}
