package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** An identity service that the operator keeps running. */
@Group(Keystone.GROUP)
@Version(Keystone.VERSION)
public final class Keystone extends CustomResource<KeystoneSpec, KeystoneStatus> implements Namespaced {
    /** The API group of this resource and of {@link KeystoneIdentityBackend}. */
    public static final String GROUP = "keystone.openstack.c5c3.io";

    /** The API version of both. */
    public static final String VERSION = "v1alpha1";

    private static final long serialVersionUID = 1L;
}
