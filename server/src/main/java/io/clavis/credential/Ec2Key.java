package io.clavis.credential;

import java.util.Optional;

/**
 * An EC2 credential as whoever checks a signature needs it.
 *
 * @param projectId what its tokens are for
 * @param trustId the trust that it was made with, if it was
 * @param applicationCredentialId the application credential that it was made with, if it was
 * @param accessTokenId the OAuth 1.0a access token that it was made with, if it was
 */
public record Ec2Key(
        String userId,
        String projectId,
        String secret,
        Optional<String> trustId,
        Optional<String> applicationCredentialId,
        Optional<String> accessTokenId) {
    @Override
    public String toString() {
        return "Ec2Key[" + userId + "]";
    }
}
