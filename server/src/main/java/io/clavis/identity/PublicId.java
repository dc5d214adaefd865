package io.clavis.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of users who are kept elsewhere: computed, so that every node finds the same one. */
final class PublicId {
    private PublicId() {}

    static String ofUser(String domainId, String localId) {
        try {
            var text = domainId + "user" + localId;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
