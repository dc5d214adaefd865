package io.clavis.saml;

import io.clavis.db.Identifier;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The SOAP envelope of SAML's profile for clients that are no browsers (ECP). */
final class EcpEnvelope {
    private EcpEnvelope() {}

    /** Adds an envelope; the response goes into the body that comes back. */
    static Element write(Document document, String relayStatePrefix) {
        var envelope = Xml.add(document, Namespace.SOAP.name("Envelope"));
        Xml.declare(envelope, Namespace.SOAP);
        Xml.declare(envelope, Namespace.ECP);
        var header = Xml.add(envelope, Namespace.SOAP.name("Header"));
        var relayState = Xml.add(header, Namespace.ECP.name("RelayState"), relayStatePrefix + Identifier.random());
        Xml.set(relayState, Namespace.SOAP.name("mustUnderstand"), "1");
        Xml.set(relayState, Namespace.SOAP.name("actor"), "http://schemas.xmlsoap.org/soap/actor/next");
        return Xml.add(envelope, Namespace.SOAP.name("Body"));
    }
}
