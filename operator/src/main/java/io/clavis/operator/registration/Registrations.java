package io.clavis.operator.registration;

import io.clavis.operator.identity.Addresses;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.identity.Sessions;
import io.clavis.operator.pipeline.Served;
import io.clavis.operator.resource.KeystoneService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controllers of services, endpoints and application credentials. */
public final class Registrations {
    static final long LONGEST_RETRY = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final Operator operator;
    private final Served served;
    private final Set<String> namespaces;

    private Registrations(Operator operator, Served served, Set<String> namespaces) {
        this.operator = operator;
        this.served = served;
        this.namespaces = namespaces;
    }

    /**
     * Adds them to an operator that does not run yet, as far as the API server knows the kinds.
     *
     * @param namespaces which are watched; empty for all
     */
    public static void register(
            Operator operator,
            KubernetesClient client,
            Set<String> namespaces,
            Addresses addresses,
            SecureRandom random,
            InstantSource clock) {
        var logins = new Logins(Sessions.over(clock), addresses);
        var registrations = new Registrations(operator, new Served(client, clock), Set.copyOf(namespaces));
        registrations.add("KeystoneService", new KeystoneServiceReconciler(client, logins, clock));
        registrations.add("KeystoneEndpoint", new KeystoneEndpointReconciler(client, logins, clock));
        registrations.add(
                "KeystoneApplicationCredential",
                new KeystoneApplicationCredentialReconciler(client, logins, random, clock));
    }

    /** To watch a kind that nobody defined would end the operator. */
    private <R extends HasMetadata> void add(String kind, Reconciler<R> reconciler) {
        if (!served.has(KeystoneService.GROUP, KeystoneService.VERSION, kind)) {
            LOG.warn("not watched, because the API server does not know it kind={}", kind);
            return;
        }
        operator.register(reconciler, controller -> {
            if (!namespaces.isEmpty()) {
                controller.settingNamespaces(namespaces);
            }
        });
    }
}
