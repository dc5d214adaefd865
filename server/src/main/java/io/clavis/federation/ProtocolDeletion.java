package io.clavis.federation;

import io.clavis.db.Origin;

/** Deletes a protocol with all that goes with it; decided above this package. */
@FunctionalInterface
public interface ProtocolDeletion {
    /** Deletes an identity provider's protocol, in a transaction of its own. */
    void delete(Origin origin, String idpId, String id);
}
