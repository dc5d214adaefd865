package io.clavis.operator.registration;

import io.clavis.operator.identity.Logins;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialStatus;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Keeps application credentials in Secrets, and renews them. */
@ControllerConfiguration(
        name = "keystoneapplicationcredential",
        finalizerName = KeystoneApplicationCredentialReconciler.FINALIZER)
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = Registrations.LONGEST_RETRY)
final class KeystoneApplicationCredentialReconciler
        implements Reconciler<KeystoneApplicationCredential>, Cleaner<KeystoneApplicationCredential> {
    /** As upstream's operator has it. */
    static final String FINALIZER = "openstack.org/applicationcredential";

    private final Cycle<KeystoneApplicationCredential, KeystoneApplicationCredentialStatus> cycle;

    KeystoneApplicationCredentialReconciler(
            KubernetesClient client, Logins logins, SecureRandom random, InstantSource clock) {
        this.cycle = new Cycle<>(client, new Rounds<>(new CredentialWork(logins, random), logins), clock);
    }

    @Override
    public UpdateControl<KeystoneApplicationCredential> reconcile(
            KeystoneApplicationCredential resource, Context<KeystoneApplicationCredential> context) {
        return cycle.reconcile(resource);
    }

    @Override
    public DeleteControl cleanup(
            KeystoneApplicationCredential resource, Context<KeystoneApplicationCredential> context) {
        return cycle.cleanup(resource);
    }

    @Override
    public List<EventSource<?, KeystoneApplicationCredential>> prepareEventSources(
            EventSourceContext<KeystoneApplicationCredential> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, KeystoneApplicationCredential.class)
                        .withLabelSelector(CredentialSecret.SELECTOR)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(KeystoneApplicationCredential.class))
                        .build(),
                context));
    }
}
