package io.clavis.oauth1;

import io.clavis.config.Configuration;
import io.clavis.config.Oauth1Options;
import java.time.Duration;

/**
 * How long what is handed out lives; zero for ever.
 *
 * @param requestTokens {@code [oauth1] request_token_duration}
 * @param accessTokens {@code [oauth1] access_token_duration}
 */
public record Oauth1Settings(Duration requestTokens, Duration accessTokens) {
    /** What the operator configured. */
    public static Oauth1Settings of(Configuration configuration) {
        return new Oauth1Settings(
                Duration.ofSeconds(configuration.get(Oauth1Options.REQUEST_TOKEN_DURATION)),
                Duration.ofSeconds(configuration.get(Oauth1Options.ACCESS_TOKEN_DURATION)));
    }
}
