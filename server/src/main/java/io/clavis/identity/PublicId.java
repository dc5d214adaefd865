package io.clavis.identity;

import io.clavis.crypto.digest.Sha256;

/** Ids of users who are kept elsewhere: computed, so that every node finds the same one. */
final class PublicId {
    private PublicId() {}

    static String ofUser(String domainId, String localId) {
        return Sha256.hex(domainId + "user" + localId);
    }
}
