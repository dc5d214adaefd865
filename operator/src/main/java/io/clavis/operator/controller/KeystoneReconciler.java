package io.clavis.operator.controller;

import io.clavis.operator.pipeline.ClusterWorld;
import io.clavis.operator.pipeline.ClusterWriter;
import io.clavis.operator.pipeline.Events;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Pipeline;
import io.clavis.operator.pipeline.Served;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.DatabaseTls;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.SecretKeyReference;
import io.clavis.operator.step.ClientCertificate;
import io.clavis.operator.step.HttpRouteStep;
import io.clavis.operator.step.Mariadb;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pipeline over a Keystone, and writes its status where it is another than before. */
@ControllerConfiguration(
        name = "keystone",
        finalizerName = KeystoneReconciler.FINALIZER,
        generationAwareEventProcessing = false)
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 1000,
        intervalMultiplier = 2,
        maxInterval = KeystoneReconciler.LONGEST_RETRY)
public final class KeystoneReconciler implements Reconciler<Keystone>, Cleaner<Keystone> {
    /** Keeps a Keystone until its objects of the MariaDB operator are deleted. */
    public static final String FINALIZER = "keystone.openstack.c5c3.io/finalizer";

    static final long LONGEST_RETRY = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeystoneReconciler.class);
    private static final String BY_SECRET = "secret";

    private final KubernetesClient client;
    private final Pipeline pipeline;
    private final ClusterWriter writer;
    private final Events events;
    private final Served served;
    private final InstantSource clock;
    private final StatusGauges gauges;

    public KeystoneReconciler(KubernetesClient client, Pipeline pipeline, StatusGauges gauges, InstantSource clock) {
        this.client = client;
        this.pipeline = pipeline;
        this.gauges = gauges;
        this.clock = clock;
        this.writer = new ClusterWriter(client);
        this.events = new Events(client, clock);
        this.served = new Served(client, clock);
    }

    @Override
    public UpdateControl<Keystone> reconcile(Keystone known, Context<Keystone> context) {
        // What is in the informer's memory may be older than the status that was written last.
        var keystone = client.resource(known).get();
        if (keystone == null || keystone.isMarkedForDeletion()) {
            return UpdateControl.noUpdate();
        }
        var namespace = keystone.getMetadata().getNamespace();
        var result = pipeline.run(keystone, new ClusterWorld(client, served, namespace, clock), writer);
        if (!result.status().equals(keystone.getStatus())) {
            var copy = Serialization.clone(keystone);
            copy.setStatus(result.status());
            client.resource(copy).updateStatus();
        }
        gauges.put(keystone, result.status());
        result.notices().forEach(notice -> tell(keystone, notice));
        var failure = result.failure();
        if (failure != null) {
            throw failure;
        }
        var control = UpdateControl.<Keystone>noUpdate();
        var again = result.again();
        return again == null ? control : control.rescheduleAfter(again);
    }

    /** An event that is lost is no reason to do anything else again. */
    private void tell(Keystone keystone, Notice notice) {
        try {
            events.tell(keystone, notice);
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "event not written keystone={} reason={}",
                    keystone.getMetadata().getName(),
                    notice.reason(),
                    e);
        }
    }

    /** Releases at once: the Pods keep connections to the database, so who waits here waits for ever. */
    @Override
    public DeleteControl cleanup(Keystone keystone, Context<Keystone> context) {
        var world = new ClusterWorld(client, served, keystone.getMetadata().getNamespace(), clock);
        Mariadb.of(keystone, world).forEach(object -> writer.write(new Write.Delete(object)));
        gauges.remove(keystone);
        return DeleteControl.defaultDelete();
    }

    @Override
    public List<EventSource<?, Keystone>> prepareEventSources(EventSourceContext<Keystone> context) {
        context.getPrimaryCache().addIndexer(BY_SECRET, KeystoneReconciler::secrets);
        var sources = new ArrayList<EventSource<?, Keystone>>();
        sources.add(owned(Deployment.class, context));
        sources.add(owned(Job.class, context));
        sources.add(secretsOf(context));
        Mariadb.served(served).stream()
                .map(kind -> new GroupVersionKind(Mariadb.GROUP, Mariadb.VERSION, kind))
                .forEach(kind -> sources.add(ownedOf(kind, context)));
        if (served.has(HttpRouteStep.GROUP, HttpRouteStep.VERSION, HttpRouteStep.KIND)) {
            var route = new GroupVersionKind(HttpRouteStep.GROUP, HttpRouteStep.VERSION, HttpRouteStep.KIND);
            sources.add(ownedOf(route, context));
        }
        if (ClientCertificate.isServed(served)) {
            var kind = new GroupVersionKind(ClientCertificate.GROUP, ClientCertificate.VERSION, ClientCertificate.KIND);
            sources.add(ownedOf(kind, context));
        }
        return sources;
    }

    private static <T extends HasMetadata> EventSource<?, Keystone> owned(
            Class<T> type, EventSourceContext<Keystone> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, Keystone.class)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Keystone.class))
                        .build(),
                context);
    }

    private static EventSource<?, Keystone> ownedOf(GroupVersionKind kind, EventSourceContext<Keystone> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Keystone.class)
                        .withName(kind.getKind())
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Keystone.class))
                        .build(),
                context);
    }

    private static EventSource<?, Keystone> secretsOf(EventSourceContext<Keystone> context) {
        var owner = Mappers.<Secret>fromOwnerReferences(Keystone.class);
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, Keystone.class)
                        .withSecondaryToPrimaryMapper(secret -> Stream.concat(
                                        owner.toPrimaryResourceIDs(secret).stream(), named(secret, context).stream())
                                .collect(Collectors.toUnmodifiableSet()))
                        .build(),
                context);
    }

    private static Set<ResourceID> named(Secret secret, EventSourceContext<Keystone> context) {
        return context
                .getPrimaryCache()
                .byIndex(
                        BY_SECRET,
                        key(
                                secret.getMetadata().getNamespace(),
                                secret.getMetadata().getName()))
                .stream()
                .map(ResourceID::fromResource)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The Secrets that a Keystone names. */
    private static List<String> secrets(Keystone keystone) {
        var spec = keystone.getSpec();
        var namespace = keystone.getMetadata().getNamespace();
        var tls = Optional.ofNullable(spec.database().tls());
        return Stream.of(
                        Optional.of(spec.database().secretRef()),
                        Optional.of(spec.bootstrap().adminPasswordSecretRef()),
                        tls.map(DatabaseTls::caBundleSecretRef),
                        tls.map(DatabaseTls::clientCertSecretRef))
                .flatMap(Optional::stream)
                .map(SecretKeyReference::name)
                .map(name -> key(namespace, name))
                .distinct()
                .toList();
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
