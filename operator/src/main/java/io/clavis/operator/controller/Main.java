package io.clavis.operator.controller;

import io.clavis.operator.identity.Addresses;
import io.clavis.operator.registration.Registrations;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.step.HttpProbe;
import io.clavis.operator.step.KeystonePipeline;
import io.clavis.operator.step.Probe;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The operator: wires everything and runs until a signal ends it. */
public final class Main {
    private final Operator operator;
    private final OperatorServer server;

    private Main(Operator operator, OperatorServer server) {
        this.operator = operator;
        this.server = server;
    }

    /** Runs until SIGTERM or SIGINT. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var settings = OperatorSettings.of(System.getenv());
        var stopped = new CountDownLatch(1);
        try (var client = new KubernetesClientBuilder().build()) {
            var running = start(client, settings, new HttpProbe(HttpClient.newHttpClient(), InstantSource.system()));
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                        running.stop();
                        stopped.countDown();
                    }));
            stopped.await();
        }
    }

    static Main start(KubernetesClient client, OperatorSettings settings, Probe probe) throws IOException {
        return start(client, settings, probe, Addresses.OF_STATUS);
    }

    static Main start(KubernetesClient client, OperatorSettings settings, Probe probe, Addresses addresses)
            throws IOException {
        var clock = InstantSource.system();
        var metrics = new StepMetrics();
        var gauges = new StatusGauges();
        var pipeline = KeystonePipeline.of(settings.namespace(), new SecureRandom(), probe, metrics);
        var operator = new Operator(configuration -> {
            configuration.withKubernetesClient(client).withCloseClientOnStop(false);
            if (!settings.lease().isEmpty()) {
                configuration.withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(settings.lease())
                                .withLeaseNamespace(settings.namespace())
                                .build());
            }
        });
        operator.register(new KeystoneReconciler(client, pipeline, gauges, clock), controller -> {
            controller.withOnUpdateFilter(Main::isOfInterest);
            if (!settings.namespaces().isEmpty()) {
                controller.settingNamespaces(settings.namespaces());
            }
        });
        Registrations.register(operator, client, settings.namespaces(), addresses, new SecureRandom(), clock);
        var server = new OperatorServer(
                settings.port(),
                () -> isHealthy(operator),
                () -> operator.getRuntimeInfo().isStarted(),
                () -> {
                    var text = new StringBuilder();
                    metrics.render(text);
                    gauges.render(text);
                    return text.toString();
                });
        // With a lease this returns once the lease is asked for; without one, once all is watched.
        operator.start();
        return new Main(operator, server);
    }

    /** One that waits for the lease watches nothing yet, and is well. */
    private static boolean isHealthy(Operator operator) {
        var info = operator.getRuntimeInfo();
        return !info.isStarted() || info.allEventSourcesAreHealthy();
    }

    int port() {
        return server.port();
    }

    void stop() {
        operator.stop();
        server.close();
    }

    /** The operator's own writes of the status are none of its business. */
    static boolean isOfInterest(Keystone now, Keystone before) {
        var fresh = now.getMetadata();
        var old = before.getMetadata();
        return !Objects.equals(fresh.getGeneration(), old.getGeneration())
                || !Objects.equals(fresh.getLabels(), old.getLabels())
                || !Objects.equals(fresh.getAnnotations(), old.getAnnotations())
                || !Objects.equals(fresh.getFinalizers(), old.getFinalizers())
                || !Objects.equals(fresh.getDeletionTimestamp(), old.getDeletionTimestamp());
    }
}
