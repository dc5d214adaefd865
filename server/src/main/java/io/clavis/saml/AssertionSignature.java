package io.clavis.saml;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;

/** Signs an assertion as SAML 2.0 has it: enveloped, canonicalized exclusively, with the certificate beside. */
final class AssertionSignature {
    private AssertionSignature() {}

    /** Puts the signature before {@code next}. */
    static void sign(Element assertion, Element next, SigningKey key, SignatureAlgorithm algorithm) {
        assertion.setIdAttribute("ID", true);
        try {
            var factory = XMLSignatureFactory.getInstance("DOM");
            var context = new DOMSignContext(key.key(), assertion, next);
            context.setDefaultNamespacePrefix(Namespace.SIGNATURE.prefix());
            var method = factory.newSignatureMethod(algorithm.method(), null);
            var signedInfo = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    method,
                    List.of(reference(factory, assertion.getAttribute("ID"), algorithm)));
            factory.newXMLSignature(signedInfo, keyInfo(factory, key)).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException failed) {
            throw new SamlFailure("Unable to sign a SAML assertion", failed);
        }
        withoutLineBreaks(assertion, "SignatureValue");
        withoutLineBreaks(assertion, "X509Certificate");
    }

    private static Reference reference(XMLSignatureFactory factory, String id, SignatureAlgorithm algorithm)
            throws GeneralSecurityException {
        var transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
        return factory.newReference(
                "#" + id, factory.newDigestMethod(algorithm.digest(), null), transforms, null, null);
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, SigningKey key) {
        var keys = factory.getKeyInfoFactory();
        return keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
    }

    // The JDK breaks base64 with carriage returns, which XML has to write as references. Neither element is signed.
    private static void withoutLineBreaks(Element assertion, String name) {
        var found = assertion.getElementsByTagNameNS(Namespace.SIGNATURE.uri(), name);
        for (int i = 0; i < found.getLength(); i++) {
            var element = found.item(i);
            element.setTextContent(element.getTextContent().replaceAll("\\s", ""));
        }
    }
}
