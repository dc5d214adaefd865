package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An application credential of a user, kept in a Secret and renewed before it expires. */
@Group(KeystoneService.GROUP)
@Version(KeystoneService.VERSION)
@ShortNames("appcred")
public final class KeystoneApplicationCredential
        extends CustomResource<KeystoneApplicationCredentialSpec, KeystoneApplicationCredentialStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;
}
