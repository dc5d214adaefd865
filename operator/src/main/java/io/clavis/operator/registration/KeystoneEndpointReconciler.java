package io.clavis.operator.registration;

import io.clavis.operator.identity.Logins;
import io.clavis.operator.resource.KeystoneEndpoint;
import io.clavis.operator.resource.KeystoneEndpointStatus;
import io.clavis.operator.resource.KeystoneService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.InstantSource;
import java.util.List;

/** Registers the endpoints of services. */
@ControllerConfiguration(name = "keystoneendpoint", finalizerName = KeystoneEndpointReconciler.FINALIZER)
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = Registrations.LONGEST_RETRY)
final class KeystoneEndpointReconciler implements Reconciler<KeystoneEndpoint>, Cleaner<KeystoneEndpoint> {
    /** As upstream's operator has it. */
    static final String FINALIZER = "openstack.org/keystoneendpoint";

    private final Cycle<KeystoneEndpoint, KeystoneEndpointStatus> cycle;

    KeystoneEndpointReconciler(KubernetesClient client, Logins logins, InstantSource clock) {
        this.cycle = new Cycle<>(client, new Rounds<>(new EndpointWork(), logins), clock);
    }

    @Override
    public UpdateControl<KeystoneEndpoint> reconcile(KeystoneEndpoint resource, Context<KeystoneEndpoint> context) {
        return cycle.reconcile(resource);
    }

    @Override
    public DeleteControl cleanup(KeystoneEndpoint resource, Context<KeystoneEndpoint> context) {
        return cycle.cleanup(resource);
    }

    @Override
    public List<EventSource<?, KeystoneEndpoint>> prepareEventSources(EventSourceContext<KeystoneEndpoint> context) {
        return List.of(Related.watched(
                KeystoneService.class,
                KeystoneEndpoint.class,
                context,
                endpoint -> endpoint.getSpec().serviceName(),
                service -> service.getSpec().serviceName()));
    }
}
