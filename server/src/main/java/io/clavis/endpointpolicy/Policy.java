package io.clavis.endpointpolicy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A policy of some service, which nobody here reads.
 *
 * @param blob what the service will make of it: a text, or any JSON where an old version stored one
 * @param type a MIME type, for example {@code application/json}
 * @param extra the attributes that the API does not know
 */
public record Policy(String id, JsonNode blob, String type, ObjectNode extra) {}
