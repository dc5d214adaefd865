package io.clavis.saml;

import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.SamlOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator says of this service as an identity provider: the group {@code [saml]}.
 *
 * @param entityId what it calls itself
 * @param lifetime how long an assertion is good for
 * @param metadata the file that {@code /v3/OS-FEDERATION/saml2/metadata} serves
 */
public record SamlSettings(
        Optional<String> entityId,
        Optional<String> ssoEndpoint,
        Duration lifetime,
        Path certificate,
        Path key,
        Path metadata,
        SignatureAlgorithm algorithm,
        Organization organization,
        Contact contact) {
    /** Who runs it. */
    record Organization(String lang, String name, String displayName, String url) {}

    /** Whom to turn to. */
    record Contact(String type, String company, String name, String surname, String email, String telephone) {}

    /** As configured. */
    public static SamlSettings of(Configuration configuration) {
        return new SamlSettings(
                configuration.get(SamlOptions.IDP_ENTITY_ID),
                configuration.get(SamlOptions.IDP_SSO_ENDPOINT),
                Duration.ofSeconds(configuration.get(SamlOptions.ASSERTION_EXPIRATION_TIME)),
                Path.of(configuration.get(SamlOptions.CERTFILE)),
                Path.of(configuration.get(SamlOptions.KEYFILE)),
                Path.of(configuration.get(SamlOptions.IDP_METADATA_PATH)),
                SignatureAlgorithm.of(configuration.get(ClavisOptions.SAML_SIGNATURE_ALGORITHM)),
                new Organization(
                        configuration.get(SamlOptions.IDP_LANG),
                        configuration.get(SamlOptions.IDP_ORGANIZATION_NAME),
                        configuration.get(SamlOptions.IDP_ORGANIZATION_DISPLAY_NAME),
                        configuration.get(SamlOptions.IDP_ORGANIZATION_URL)),
                new Contact(
                        configuration.get(SamlOptions.IDP_CONTACT_TYPE),
                        configuration.get(SamlOptions.IDP_CONTACT_COMPANY),
                        configuration.get(SamlOptions.IDP_CONTACT_NAME),
                        configuration.get(SamlOptions.IDP_CONTACT_SURNAME),
                        configuration.get(SamlOptions.IDP_CONTACT_EMAIL),
                        configuration.get(SamlOptions.IDP_CONTACT_TELEPHONE)));
    }

    String requireEntityId() {
        return entityId.orElseThrow(
                () -> new SamlFailure("Ensure configuration option idp_entity_id is set, in group [saml]."));
    }

    String requireSsoEndpoint() {
        return ssoEndpoint.orElseThrow(
                () -> new SamlFailure("Ensure configuration option idp_sso_endpoint is set, in group [saml]."));
    }
}
