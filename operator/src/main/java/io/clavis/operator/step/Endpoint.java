package io.clavis.operator.step;

import io.clavis.operator.resource.Keystone;
import java.util.Optional;

/** Where a Keystone is reached. */
final class Endpoint {
    /** The port of the Service and of its Pods. */
    static final int PORT = 5000;

    private Endpoint() {}

    /** The address inside of the cluster. */
    static String inside(Keystone keystone) {
        var metadata = keystone.getMetadata();
        return "http://" + metadata.getName() + "." + metadata.getNamespace() + ".svc.cluster.local:" + PORT + "/v3";
    }

    /** The address through the Gateway, which speaks TLS to the world; empty where there is no Gateway. */
    static Optional<String> throughGateway(Keystone keystone) {
        return Optional.ofNullable(keystone.getSpec().gateway())
                .map(gateway -> "https://" + gateway.hostname() + "/v3");
    }
}
