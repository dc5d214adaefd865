package io.clavis.operator.identity;

import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import java.net.URI;
import java.util.Optional;

/** Where a Keystone is asked. */
@FunctionalInterface
public interface Addresses {
    /** As its status says. */
    Addresses OF_STATUS = keystone -> Optional.ofNullable(keystone.getStatus())
            .map(KeystoneStatus::endpoint)
            .map(URI::create);

    /** The address with its {@code /v3}; empty as long as nobody knows. */
    Optional<URI> of(Keystone keystone);
}
