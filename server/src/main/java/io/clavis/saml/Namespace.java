package io.clavis.saml;

/** The vocabularies that a SAML message is written in. */
enum Namespace {
    ASSERTION("saml", "urn:oasis:names:tc:SAML:2.0:assertion"),
    PROTOCOL("samlp", "urn:oasis:names:tc:SAML:2.0:protocol"),
    METADATA("md", "urn:oasis:names:tc:SAML:2.0:metadata"),
    SIGNATURE("ds", "http://www.w3.org/2000/09/xmldsig#"),
    ECP("ecp", "urn:oasis:names:tc:SAML:2.0:profiles:SSO:ecp"),
    SOAP("soap", "http://schemas.xmlsoap.org/soap/envelope/"),
    SCHEMA("xs", "http://www.w3.org/2001/XMLSchema"),
    INSTANCE("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    XML("xml", "http://www.w3.org/XML/1998/namespace");

    private final String prefix;
    private final String uri;

    Namespace(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
    }

    String prefix() {
        return prefix;
    }

    String uri() {
        return uri;
    }

    /** A name in this vocabulary. */
    XmlName name(String local) {
        return new XmlName(uri, prefix + ":" + local);
    }
}
