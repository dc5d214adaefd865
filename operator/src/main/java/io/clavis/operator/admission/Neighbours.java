package io.clavis.operator.admission;

import java.util.Optional;

/** What rules have to know about other objects of the cluster. */
public interface Neighbours {
    /** Whether there is a PriorityClass of this name. */
    boolean hasPriorityClass(String name);

    /**
     * The name of the identity backend that has a domain of a Keystone; upper and lower case are the same.
     *
     * @param keystone the name of the Keystone, in the same namespace
     */
    Optional<String> backendOf(String namespace, String keystone, String domain);
}
