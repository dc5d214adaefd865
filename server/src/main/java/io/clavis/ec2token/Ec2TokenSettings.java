package io.clavis.ec2token;

import io.clavis.config.Configuration;
import io.clavis.config.CredentialOptions;
import java.time.Duration;

/**
 * What the operator decides about signed requests.
 *
 * @param timeToLive {@code [credential] auth_ttl}: how long a signature is good for
 */
public record Ec2TokenSettings(Duration timeToLive) {
    /** What the operator configured. */
    public static Ec2TokenSettings of(Configuration configuration) {
        return new Ec2TokenSettings(Duration.ofMinutes(configuration.get(CredentialOptions.AUTH_TTL)));
    }
}
