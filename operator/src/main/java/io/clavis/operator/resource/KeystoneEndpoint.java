package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** The endpoints of a service, registered by another operator. */
@Group(KeystoneService.GROUP)
@Version(KeystoneService.VERSION)
public final class KeystoneEndpoint extends CustomResource<KeystoneEndpointSpec, KeystoneEndpointStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;
}
