package io.clavis.federation;

import io.clavis.config.Configuration;
import io.clavis.config.FederationOptions;
import io.clavis.config.SamlOptions;

/**
 * What an operator says of federation.
 *
 * @param defaultSchemaVersion of mappings that name none
 * @param relayStatePrefix of service providers that name none
 */
public record FederationSettings(SchemaVersion defaultSchemaVersion, String relayStatePrefix) {
    /** As configured. */
    public static FederationSettings of(Configuration configuration) {
        var version = configuration.get(FederationOptions.ATTRIBUTE_MAPPING_DEFAULT_SCHEMA_VERSION);
        return new FederationSettings(
                SchemaVersion.of(version).orElse(SchemaVersion.V1), configuration.get(SamlOptions.RELAY_STATE_PREFIX));
    }
}
