package io.clavis.operator.controller;

import io.clavis.operator.admission.Admission;
import io.clavis.operator.admission.AdmissionServer;
import io.clavis.operator.admission.ClusterNeighbours;
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
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The operator: wires everything and runs until a signal ends it. */
public final class Main {
    private final Operator operator;
    private final OperatorServer server;
    private final Optional<AdmissionServer> webhook;

    private Main(Operator operator, OperatorServer server, Optional<AdmissionServer> webhook) {
        this.operator = operator;
        this.server = server;
        this.webhook = webhook;
    }

    /** Runs until SIGTERM or SIGINT. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Seconds for a request, and connections, of the JDK's HTTP server: without bounds anybody could keep it busy.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("jdk.httpserver.maxConnections", "200");
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
        var webhook = settings.webhook().map(where -> webhook(where, client));
        var server = new OperatorServer(
                settings.port(),
                () -> isHealthy(operator),
                // One that waits for the lease answers about resources all the same.
                () -> webhook.isPresent() || operator.getRuntimeInfo().isStarted(),
                () -> {
                    var text = new StringBuilder();
                    metrics.render(text);
                    gauges.render(text);
                    return text.toString();
                });
        // With a lease this returns once the lease is asked for; without one, once all is watched.
        operator.start();
        return new Main(operator, server, webhook);
    }

    private static AdmissionServer webhook(OperatorSettings.Webhook where, KubernetesClient client) {
        try {
            return AdmissionServer.start(
                    new InetSocketAddress(where.port()),
                    where.certificates().resolve("tls.crt"),
                    where.certificates().resolve("tls.key"),
                    new Admission(new ClusterNeighbours(client)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    where.certificates() + ": tls.crt and tls.key are not a certificate and its key", e);
        }
    }

    /** One that waits for the lease watches nothing yet, and is well. */
    private static boolean isHealthy(Operator operator) {
        var info = operator.getRuntimeInfo();
        return !info.isStarted() || info.allEventSourcesAreHealthy();
    }

    int port() {
        return server.port();
    }

    /** Where API servers ask about resources; empty where they do not. */
    Optional<InetSocketAddress> webhookAddress() {
        return webhook.map(AdmissionServer::address);
    }

    void stop() {
        webhook.ifPresent(AdmissionServer::close);
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
