package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A service of the catalog with the user that it works as, registered by another operator. */
@Group(KeystoneService.GROUP)
@Version(KeystoneService.VERSION)
public final class KeystoneService extends CustomResource<KeystoneServiceSpec, KeystoneServiceStatus>
        implements Namespaced {
    /** The API group of this, of {@link KeystoneEndpoint} and of {@link KeystoneApplicationCredential}. */
    public static final String GROUP = "keystone.openstack.org";

    /** The API version of the three. */
    public static final String VERSION = "v1beta1";

    private static final long serialVersionUID = 1L;
}
