package io.clavis.federation;

import org.jspecify.annotations.Nullable;

/**
 * Another Keystone that believes what this one says of its users.
 *
 * @param authUrl where one authenticates there with an assertion
 * @param spUrl where the assertion is sent
 * @param relayStatePrefix what the relay state of an ECP envelope for it begins with
 */
public record ServiceProvider(
        String id,
        String authUrl,
        String spUrl,
        boolean enabled,
        @Nullable String description,
        String relayStatePrefix) {}
