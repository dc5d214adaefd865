package io.clavis.identity;

import tools.jackson.databind.JsonNode;

/**
 * A user with what only an answer about one user shows.
 *
 * @param federated who the user is at identity providers, as the API shows it; not to be changed
 */
public record ShownUser(User user, JsonNode federated) {}
