package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [saml]}. */
public final class SamlOptions {
    private static final String GROUP = "saml";

    public static final Option<Integer> ASSERTION_EXPIRATION_TIME =
            Option.integer(GROUP, "assertion_expiration_time", 3600, "Seconds that an issued assertion is good for");

    public static final Option<String> CERTFILE = Option.string(
            GROUP,
            "certfile",
            "/etc/keystone/ssl/certs/signing_cert.pem",
            "Certificate of the key that signs assertions");

    public static final Option<String> IDP_CONTACT_COMPANY =
            Option.string(GROUP, "idp_contact_company", "Example, Inc.", "Company of the contact in the metadata");

    public static final Option<String> IDP_CONTACT_EMAIL = Option.string(
            GROUP, "idp_contact_email", "support@example.com", "E-mail address of the contact in the metadata");

    public static final Option<String> IDP_CONTACT_NAME = Option.string(
            GROUP, "idp_contact_name", "SAML Identity Provider Support", "First name of the contact in the metadata");

    public static final Option<String> IDP_CONTACT_SURNAME =
            Option.string(GROUP, "idp_contact_surname", "Support", "Surname of the contact in the metadata");

    public static final Option<String> IDP_CONTACT_TELEPHONE = Option.string(
            GROUP, "idp_contact_telephone", "+1 800 555 0100", "Telephone number of the contact in the metadata");

    public static final Option<String> IDP_CONTACT_TYPE = Option.string(
                    GROUP, "idp_contact_type", "other", "Kind of the contact in the metadata")
            .choices("technical", "support", "administrative", "billing", "other");

    public static final Option<Optional<String>> IDP_ENTITY_ID =
            Option.uri(GROUP, "idp_entity_id", "Entity id of this identity provider");

    public static final Option<String> IDP_LANG =
            Option.string(GROUP, "idp_lang", "en", "Language of the organization in the metadata");

    public static final Option<String> IDP_METADATA_PATH = Option.string(
            GROUP,
            "idp_metadata_path",
            "/etc/keystone/saml2_idp_metadata.xml",
            "File of this identity provider's metadata");

    public static final Option<String> IDP_ORGANIZATION_DISPLAY_NAME = Option.string(
            GROUP,
            "idp_organization_display_name",
            "OpenStack SAML Identity Provider",
            "Shown name of the organization in the metadata");

    public static final Option<String> IDP_ORGANIZATION_NAME = Option.string(
            GROUP, "idp_organization_name", "SAML Identity Provider", "Name of the organization in the metadata");

    public static final Option<String> IDP_ORGANIZATION_URL = Option.uri(
            GROUP, "idp_organization_url", "https://example.com/", "URL of the organization in the metadata");

    public static final Option<Optional<String>> IDP_SSO_ENDPOINT =
            Option.uri(GROUP, "idp_sso_endpoint", "Single sign-on URL of this identity provider");

    public static final Option<String> KEYFILE =
            Option.string(GROUP, "keyfile", "/etc/keystone/ssl/private/signing_key.pem", "Key that signs assertions");

    public static final Option<String> RELAY_STATE_PREFIX = Option.string(
            GROUP, "relay_state_prefix", "ss:mem:", "Prefix of the relay state in ECP wrapped assertions");

    public static final Option<String> XMLSEC1_BINARY = Option.string(
            GROUP, "xmlsec1_binary", "xmlsec1", "Program that signs upstream's assertions; not used here");

    static final List<Option<?>> ALL = List.of(
            ASSERTION_EXPIRATION_TIME,
            CERTFILE,
            IDP_CONTACT_COMPANY,
            IDP_CONTACT_EMAIL,
            IDP_CONTACT_NAME,
            IDP_CONTACT_SURNAME,
            IDP_CONTACT_TELEPHONE,
            IDP_CONTACT_TYPE,
            IDP_ENTITY_ID,
            IDP_LANG,
            IDP_METADATA_PATH,
            IDP_ORGANIZATION_DISPLAY_NAME,
            IDP_ORGANIZATION_NAME,
            IDP_ORGANIZATION_URL,
            IDP_SSO_ENDPOINT,
            KEYFILE,
            RELAY_STATE_PREFIX,
            XMLSEC1_BINARY);

    private SamlOptions() {}
}
