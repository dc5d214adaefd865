package io.clavis.federation;

import tools.jackson.databind.JsonNode;

/**
 * What an assertion makes of a user.
 *
 * @param rules a list of rules, each with {@code local} and {@code remote}; not to be changed
 * @param schemaVersion the form of the rules, see {@link SchemaVersion}; other programs may have stored one that is not
 */
public record Mapping(String id, JsonNode rules, String schemaVersion) {}
