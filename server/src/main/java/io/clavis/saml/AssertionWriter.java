package io.clavis.saml;

import io.clavis.db.Identifier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes a SAML response with one signed assertion; its members are upstream's. */
final class AssertionWriter {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private final SamlSettings settings;
    private final SigningKey key;
    private final String issuer;
    private final Instant now;

    /** Throws {@link SamlFailure} where this service has no name or no key. */
    AssertionWriter(SamlSettings settings, Instant now) {
        this.settings = settings;
        this.issuer = settings.requireEntityId();
        this.key = SigningKey.read(settings);
        this.now = now;
    }

    /** Adds the response for a service provider. */
    void write(Node parent, String recipient, Statement statement) {
        var response = Xml.add(parent, Namespace.PROTOCOL.name("Response"));
        Xml.declare(response, Namespace.PROTOCOL);
        Xml.declare(response, Namespace.ASSERTION);
        identify(response);
        Xml.set(response, "Destination", recipient);
        issuer(response);
        var status = Xml.add(response, Namespace.PROTOCOL.name("Status"));
        Xml.set(
                Xml.add(status, Namespace.PROTOCOL.name("StatusCode")),
                "Value",
                "urn:oasis:names:tc:SAML:2.0:status:Success");
        assertion(response, recipient, statement);
    }

    private void assertion(Element response, String recipient, Statement statement) {
        var assertion = Xml.add(response, Namespace.ASSERTION.name("Assertion"));
        // The signature is over what the tree declares, not over what is added when it is written.
        Xml.declare(assertion, Namespace.ASSERTION);
        Xml.declare(assertion, Namespace.SCHEMA);
        Xml.declare(assertion, Namespace.INSTANCE);
        identify(assertion);
        issuer(assertion);
        var subject = subject(assertion, recipient, statement.user());
        authentication(assertion);
        attributes(assertion, statement);
        AssertionSignature.sign(assertion, subject, key, settings.algorithm());
    }

    // An XML id must not begin with a digit.
    private void identify(Element element) {
        Xml.set(element, "ID", "_" + Identifier.random());
        Xml.set(element, "Version", "2.0");
        Xml.set(element, "IssueInstant", SECONDS.format(now));
    }

    private void issuer(Element parent) {
        var element = Xml.add(parent, Namespace.ASSERTION.name("Issuer"), issuer);
        Xml.set(element, "Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:entity");
    }

    private Element subject(Element assertion, String recipient, String user) {
        var subject = Xml.add(assertion, Namespace.ASSERTION.name("Subject"));
        Xml.add(subject, Namespace.ASSERTION.name("NameID"), user);
        var confirmation = Xml.add(subject, Namespace.ASSERTION.name("SubjectConfirmation"));
        Xml.set(confirmation, "Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer");
        var data = Xml.add(confirmation, Namespace.ASSERTION.name("SubjectConfirmationData"));
        Xml.set(data, "NotOnOrAfter", ends());
        Xml.set(data, "Recipient", recipient);
        return subject;
    }

    private void authentication(Element assertion) {
        var authentication = Xml.add(assertion, Namespace.ASSERTION.name("AuthnStatement"));
        Xml.set(authentication, "AuthnInstant", SECONDS.format(now));
        Xml.set(authentication, "SessionIndex", Identifier.random());
        Xml.set(authentication, "SessionNotOnOrAfter", ends());
        var context = Xml.add(authentication, Namespace.ASSERTION.name("AuthnContext"));
        Xml.add(
                context,
                Namespace.ASSERTION.name("AuthnContextClassRef"),
                "urn:oasis:names:tc:SAML:2.0:ac:classes:Password");
        Xml.add(context, Namespace.ASSERTION.name("AuthenticatingAuthority"), issuer);
    }

    private static void attributes(Element assertion, Statement statement) {
        var attributes = Xml.add(assertion, Namespace.ASSERTION.name("AttributeStatement"));
        attribute(attributes, "openstack_user", List.of(statement.user()));
        attribute(attributes, "openstack_roles", statement.roles());
        attribute(attributes, "openstack_project", List.of(statement.project()));
        attribute(attributes, "openstack_project_domain", List.of(statement.projectDomain()));
        attribute(attributes, "openstack_user_domain", List.of(statement.userDomain()));
        if (!statement.groups().isEmpty()) {
            attribute(attributes, "openstack_groups", statement.groups());
        }
    }

    private static void attribute(Element attributes, String name, List<String> values) {
        var attribute = Xml.add(attributes, Namespace.ASSERTION.name("Attribute"));
        Xml.set(attribute, "Name", name);
        Xml.set(attribute, "NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri");
        for (var value : values) {
            Xml.set(
                    Xml.add(attribute, Namespace.ASSERTION.name("AttributeValue"), value),
                    Namespace.INSTANCE.name("type"),
                    Namespace.SCHEMA.name("string").qualified());
        }
    }

    private String ends() {
        return MICROSECONDS.format(now.plus(settings.lifetime()));
    }
}
