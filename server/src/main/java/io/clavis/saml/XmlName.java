package io.clavis.saml;

/** The name of an element or attribute. */
record XmlName(String namespace, String qualified) {}
