package io.clavis.manage;

import io.clavis.config.SamlOptions;
import java.util.List;

/** Upstream's symptoms of federation. */
final class FederationSymptoms {
    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "The path of the SAML certificate has a comma.",
                    "[saml] certfile: a comma separates files for xmlsec1, which a Python Keystone signs with.",
                    c -> c.get(SamlOptions.CERTFILE).contains(",")),
            Symptom.of(
                    "The path of the SAML private key has a comma.",
                    "[saml] keyfile: a comma separates files for xmlsec1, which a Python Keystone signs with.",
                    c -> c.get(SamlOptions.KEYFILE).contains(",")));

    private FederationSymptoms() {}
}
