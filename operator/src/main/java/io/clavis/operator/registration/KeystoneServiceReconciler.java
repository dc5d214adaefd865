package io.clavis.operator.registration;

import io.clavis.operator.identity.Logins;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceStatus;
import io.fabric8.kubernetes.api.model.Secret;
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

/** Registers services and their users. */
@ControllerConfiguration(name = "keystoneservice", finalizerName = KeystoneServiceReconciler.FINALIZER)
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = Registrations.LONGEST_RETRY)
final class KeystoneServiceReconciler implements Reconciler<KeystoneService>, Cleaner<KeystoneService> {
    /** As upstream's operator has it. */
    static final String FINALIZER = "openstack.org/keystoneservice";

    private final Cycle<KeystoneService, KeystoneServiceStatus> cycle;

    KeystoneServiceReconciler(KubernetesClient client, Logins logins, InstantSource clock) {
        this.cycle = new Cycle<>(client, new Rounds<>(new ServiceWork(logins), logins), clock);
    }

    @Override
    public UpdateControl<KeystoneService> reconcile(KeystoneService resource, Context<KeystoneService> context) {
        return cycle.reconcile(resource);
    }

    @Override
    public DeleteControl cleanup(KeystoneService resource, Context<KeystoneService> context) {
        return cycle.cleanup(resource);
    }

    @Override
    public List<EventSource<?, KeystoneService>> prepareEventSources(EventSourceContext<KeystoneService> context) {
        return List.of(Related.watched(
                Secret.class,
                KeystoneService.class,
                context,
                service -> service.getSpec().secret(),
                secret -> secret.getMetadata().getName()));
    }
}
