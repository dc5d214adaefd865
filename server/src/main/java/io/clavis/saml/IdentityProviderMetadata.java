package io.clavis.saml;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.w3c.dom.Element;

/** What service providers must know of this service: {@code keystone-manage saml_idp_metadata}. */
public final class IdentityProviderMetadata {
    private final SamlSettings settings;

    public IdentityProviderMetadata(SamlSettings settings) {
        this.settings = settings;
    }

    /** The document; {@link SamlFailure} where something in the configuration is missing or cannot be read. */
    public String xml() {
        var entityId = settings.requireEntityId();
        var ssoEndpoint = settings.requireSsoEndpoint();
        var document = Xml.document();
        var entity = Xml.add(document, Namespace.METADATA.name("EntityDescriptor"));
        Xml.declare(entity, Namespace.METADATA);
        Xml.declare(entity, Namespace.SIGNATURE);
        Xml.set(entity, "entityID", entityId);
        var provider = Xml.add(entity, Namespace.METADATA.name("IDPSSODescriptor"));
        Xml.set(provider, "protocolSupportEnumeration", Namespace.PROTOCOL.uri());
        certificate(provider);
        organization(provider, settings.organization());
        contact(provider, settings.contact());
        Xml.add(
                provider,
                Namespace.METADATA.name("NameIDFormat"),
                "urn:oasis:names:tc:SAML:2.0:nameid-format:transient");
        var service = Xml.add(provider, Namespace.METADATA.name("SingleSignOnService"));
        Xml.set(service, "Binding", "urn:oasis:names:tc:SAML:2.0:bindings:URI");
        Xml.set(service, "Location", ssoEndpoint);
        return Xml.text(document);
    }

    private void certificate(Element provider) {
        var descriptor = Xml.add(provider, Namespace.METADATA.name("KeyDescriptor"));
        Xml.set(descriptor, "use", "signing");
        var keyInfo = Xml.add(descriptor, Namespace.SIGNATURE.name("KeyInfo"));
        var data = Xml.add(keyInfo, Namespace.SIGNATURE.name("X509Data"));
        Xml.add(data, Namespace.SIGNATURE.name("X509Certificate"), encoded());
    }

    private String encoded() {
        try {
            var certificate = SigningKey.certificate(settings.certificate());
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException unusable) {
            throw new SamlFailure("Cannot use certificate " + settings.certificate(), unusable);
        }
    }

    private static void organization(Element provider, SamlSettings.Organization from) {
        var organization = Xml.add(provider, Namespace.METADATA.name("Organization"));
        localized(organization, "OrganizationName", from.name(), from.lang());
        localized(organization, "OrganizationDisplayName", from.displayName(), from.lang());
        localized(organization, "OrganizationURL", from.url(), from.lang());
    }

    private static void localized(Element organization, String name, String text, String lang) {
        Xml.set(Xml.add(organization, Namespace.METADATA.name(name), text), Namespace.XML.name("lang"), lang);
    }

    private static void contact(Element provider, SamlSettings.Contact from) {
        var contact = Xml.add(provider, Namespace.METADATA.name("ContactPerson"));
        Xml.set(contact, "contactType", from.type());
        Xml.add(contact, Namespace.METADATA.name("Company"), from.company());
        Xml.add(contact, Namespace.METADATA.name("GivenName"), from.name());
        Xml.add(contact, Namespace.METADATA.name("SurName"), from.surname());
        Xml.add(contact, Namespace.METADATA.name("EmailAddress"), from.email());
        Xml.add(contact, Namespace.METADATA.name("TelephoneNumber"), from.telephone());
    }
}
