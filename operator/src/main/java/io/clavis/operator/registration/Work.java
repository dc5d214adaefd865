package io.clavis.operator.registration;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Writer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What is to be done for resources of one kind. It keeps no state, and where all is as the resource says it writes
 * nothing, neither to Keystone nor to the cluster.
 *
 * @param <R> the resource
 * @param <S> its status
 */
interface Work<R extends HasMetadata, S> {
    /** The conditions that it answers for. */
    List<String> conditions();

    /** The status as it is, or that of a resource that nobody looked at yet. */
    S status(R resource);

    /** The conditions of a status. */
    List<Condition> conditions(S status);

    /** A status with other conditions. */
    S with(S status, List<Condition> conditions, long generation);

    /** Makes Keystone be as the resource says. The status comes without conditions, which go into the report. */
    S pursue(R resource, Host.Reachable host, World world, Writer writer, Report report);

    /** Removes what was made and not adopted. */
    void remove(R resource, Host.Reachable host, World world, Writer writer);

    /** Removes what is left in the cluster where there is nothing to be removed in Keystone, or no way to it. */
    void release(R resource, World world, Writer writer);
}
