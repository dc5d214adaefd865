package io.clavis.operator.registration;

import io.clavis.operator.pipeline.ClusterWorld;
import io.clavis.operator.pipeline.ClusterWriter;
import io.clavis.operator.pipeline.Events;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Served;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has rounds over resources of a cluster, and writes their status where it is another than before. */
final class Cycle<R extends CustomResource<?, S>, S> {
    private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);

    private final KubernetesClient client;
    private final Rounds<R, S> rounds;
    private final ClusterWriter writer;
    private final Events events;
    private final Served served;
    private final InstantSource clock;

    Cycle(KubernetesClient client, Rounds<R, S> rounds, InstantSource clock) {
        this.client = client;
        this.rounds = rounds;
        this.clock = clock;
        this.writer = new ClusterWriter(client);
        this.events = new Events(client, clock);
        this.served = new Served(client, clock);
    }

    UpdateControl<R> reconcile(R known) {
        // What is in the informer's memory may be older than the status that was written last.
        var resource = client.resource(known).get();
        if (resource == null || resource.isMarkedForDeletion()) {
            return UpdateControl.noUpdate();
        }
        var round = rounds.pursue(resource, world(resource), writer);
        if (!round.status().equals(resource.getStatus())) {
            var copy = Serialization.clone(resource);
            copy.setStatus(round.status());
            client.resource(copy).updateStatus();
        }
        tell(resource, round.notices());
        return UpdateControl.<R>noUpdate().rescheduleAfter(round.again());
    }

    DeleteControl cleanup(R resource) {
        var departure = rounds.remove(resource, world(resource), writer);
        tell(resource, departure.notices());
        return departure.done()
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval().rescheduleAfter(Rounds.SOON);
    }

    private ClusterWorld world(R resource) {
        return new ClusterWorld(client, served, resource.getMetadata().getNamespace(), clock);
    }

    /** An event that is lost is no reason to do anything else again. */
    private void tell(HasMetadata resource, List<Notice> notices) {
        for (var notice : notices) {
            try {
                events.tell(resource, notice);
            } catch (KubernetesClientException e) {
                LOG.warn(
                        "event not written kind={} name={} reason={}",
                        resource.getKind(),
                        resource.getMetadata().getName(),
                        notice.reason(),
                        e);
            }
        }
    }
}
