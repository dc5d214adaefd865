package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where the users of a domain of a {@link Keystone} come from. */
@Group(Keystone.GROUP)
@Version(Keystone.VERSION)
public final class KeystoneIdentityBackend
        extends CustomResource<KeystoneIdentityBackendSpec, KeystoneIdentityBackendStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
