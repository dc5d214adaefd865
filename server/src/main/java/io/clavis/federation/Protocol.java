package io.clavis.federation;

import org.jspecify.annotations.Nullable;

/**
 * How an identity provider's assertions reach us, and the mapping that reads them.
 *
 * @param mappingId not necessarily one that still exists
 * @param remoteIdAttribute the variable that holds the provider's remote id; null for the configured one
 */
public record Protocol(
        String id, String idpId, String mappingId, @Nullable String remoteIdAttribute) {}
