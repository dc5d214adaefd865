package io.clavis.oauth1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's question to a user, and the answer.
 *
 * @param secret what the consumer signs with until it has an access token
 * @param verifier what the user tells the consumer; null until the user has agreed
 * @param userId who agreed; null until then
 * @param roleIds what the user agreed to
 * @param expiresAt null for never
 */
record RequestToken(
        String id,
        String secret,
        @Nullable String verifier,
        @Nullable String userId,
        String projectId,
        List<String> roleIds,
        String consumerId,
        @Nullable Instant expiresAt) {
    RequestToken {
        roleIds = List.copyOf(roleIds);
    }

    @Override
    public String toString() {
        return "RequestToken[" + id + "]";
    }
}
