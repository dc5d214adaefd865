package io.clavis.operator.pipeline;

import io.clavis.operator.resource.Keystone;

/**
 * One part of the way from a resource to a running Keystone. It keeps no state and writes nothing: what it wants follows
 * from the resource and the world alone, so that it can be asked again at any time.
 */
public interface Step {
    /** The type of the condition that it answers for. */
    String condition();

    /** What is to be done now, and how far it is. */
    Outcome decide(Keystone keystone, World world);
}
