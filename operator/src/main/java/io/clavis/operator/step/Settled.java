package io.clavis.operator.step;

import io.clavis.operator.pipeline.Pipeline.Settling;
import io.clavis.operator.release.Release;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import java.util.Optional;

/** The address once there is a Deployment, and the release once the database and all Pods are of it. */
public final class Settled implements Settling {
    @Override
    public KeystoneStatus settle(Keystone keystone, KeystoneStatus status) {
        boolean deployed = holds(keystone, status, "DeploymentReady");
        var tag = keystone.getSpec().image().digest() == null
                ? keystone.getSpec().image().tag()
                : null;
        var release = Optional.ofNullable(tag).flatMap(Release::parse).map(Release::toString);
        return new KeystoneStatus(
                status.conditions(),
                status.observedGeneration(),
                deployed
                        ? Endpoint.throughGateway(keystone).orElseGet(() -> Endpoint.inside(keystone))
                        : status.endpoint(),
                deployed && holds(keystone, status, "DatabaseReady")
                        ? release.orElse(status.installedRelease())
                        : status.installedRelease(),
                status.targetRelease(),
                status.upgradePhase());
    }

    /** Of this very generation: what was said of the one before is of another image. */
    private static boolean holds(Keystone keystone, KeystoneStatus status, String type) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True")
                        && Optional.ofNullable(keystone.getMetadata().getGeneration())
                                .orElse(0L)
                                .equals(condition.getObservedGeneration()));
    }
}
