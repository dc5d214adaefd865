package io.clavis.saml;

import io.clavis.http.BadRequest;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes XML documents. Namespaces are declared by hand, where a signature needs them to stand. */
final class Xml {
    private Xml() {}

    static Document document() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK's own parser cannot be configured", impossible);
        }
    }

    /** Adds an empty element. */
    static Element add(Node parent, XmlName name) {
        var document = parent instanceof Document itself ? itself : parent.getOwnerDocument();
        var element = document.createElementNS(name.namespace(), name.qualified());
        parent.appendChild(element);
        return element;
    }

    /** Adds an element with a text. */
    static Element add(Node parent, XmlName name, String text) {
        var element = add(parent, name);
        element.setTextContent(writable(text));
        return element;
    }

    /** Sets an attribute without a namespace. */
    static void set(Element element, String attribute, String value) {
        element.setAttribute(attribute, writable(value));
    }

    /** Sets an attribute with a namespace. */
    static void set(Element element, XmlName attribute, String value) {
        element.setAttributeNS(attribute.namespace(), attribute.qualified(), writable(value));
    }

    static void declare(Element element, Namespace namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + namespace.prefix(), namespace.uri());
    }

    /** The document in one line, without a declaration. */
    static String text(Document document) {
        try {
            var factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            var out = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toString();
        } catch (TransformerException impossible) {
            throw new IllegalStateException("a document that we made cannot be written", impossible);
        }
    }

    // Names may hold what XML 1.0 has no way to say.
    private static String writable(String text) {
        if (text.codePoints().allMatch(Xml::isCharacter)) {
            return text;
        }
        throw new BadRequest("A name holds a character that cannot be said in XML.");
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
