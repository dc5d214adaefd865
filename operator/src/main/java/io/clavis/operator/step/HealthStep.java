package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Whether the API answers. */
public final class HealthStep implements Step {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Probe probe;

    public HealthStep(Probe probe) {
        this.probe = probe;
    }

    @Override
    public String condition() {
        return "KeystoneAPIReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        boolean available = world.find(Deployment.class, keystone.getMetadata().getName())
                .filter(deployment -> deployment.getStatus() != null
                        && DeploymentStep.count(deployment.getStatus().getAvailableReplicas()) > 0)
                .isPresent();
        if (!available) {
            return Outcome.waits("EndpointNotReady", "no Pod is available", AGAIN);
        }
        return asked(Endpoint.inside(keystone));
    }

    private Outcome asked(String address) {
        try {
            int status = probe.status(URI.create(address), TIMEOUT);
            return status == HttpURLConnection.HTTP_OK
                    ? Outcome.holds("APIHealthy", "the API answers")
                    : Outcome.waits("APIUnhealthy", "GET " + address + " was answered with " + status, AGAIN);
        } catch (HttpTimeoutException _) {
            return Outcome.waits(
                    "HealthCheckTimeout",
                    "GET " + address + " was not answered within " + TIMEOUT.toSeconds() + " s",
                    AGAIN);
        } catch (ConnectException _) {
            return Outcome.waits("ConnectionFailed", "nobody listens at " + address, AGAIN);
        } catch (IOException e) {
            return Outcome.waits(
                    "HealthCheckFailed",
                    "GET " + address + " failed: " + e.getClass().getSimpleName(),
                    AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Outcome.waits("HealthCheckFailed", "GET " + address + " was interrupted", AGAIN);
        }
    }
}
