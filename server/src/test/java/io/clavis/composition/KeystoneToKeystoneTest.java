package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Assertions for other Keystones, as a service provider sees them. */
@EveryDatabase
class KeystoneToKeystoneTest {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String ECP = "urn:oasis:names:tc:SAML:2.0:profiles:SSO:ecp";
    private static final String PATH = "/v3/auth/OS-FEDERATION/saml2";
    private final TestDatabase database;
    private final List<Cloud> clouds = new ArrayList<>();

    KeystoneToKeystoneTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stop() {
        clouds.forEach(Cloud::close);
    }

    private Cloud cloud(Map<String, String> more) {
        var options = new HashMap<>(Map.of(
                "saml.idp_entity_id",
                "https://idp.example/v3",
                "saml.certfile",
                file("certificate.pem"),
                "saml.keyfile",
                file("key.pem")));
        options.putAll(more);
        var cloud = Cloud.start(database, options);
        clouds.add(cloud);
        for (var enabled : List.of(true, false)) {
            cloud.client()
                    .send(
                            cloud.admin(),
                            "PUT",
                            "/v3/OS-FEDERATION/service_providers/" + (enabled ? "peer" : "off"),
                            "{'service_provider': {'auth_url': 'https://peer.example/auth', 'sp_url':"
                                    + " 'https://peer.example/ecp', 'enabled': " + enabled + "}}")
                    .expect(201);
        }
        return cloud;
    }

    private static String file(String name) {
        try {
            return Path.of(KeystoneToKeystoneTest.class
                            .getResource("/io/clavis/saml/" + name)
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer ask(TestClient http, String path, String token, String provider) {
        return http.post(
                null,
                path,
                "{'auth': {'identity': {'methods': ['token'], 'token': {'id': '" + token
                        + "'}}, 'scope': {'service_provider': {'id': '" + provider + "'}}}}");
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static Element first(Document document, String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    private static PublicKey publicKey() {
        try (InputStream pem = KeystoneToKeystoneTest.class.getResourceAsStream("/io/clavis/saml/certificate.pem")) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean verifies(Document document, boolean secure) {
        var assertion = first(document, SAML, "Assertion");
        assertion.setIdAttribute("ID", true);
        var signature = first(document, XMLSignature.XMLNS, "Signature");
        assertThat(signature.getParentNode()).isSameAs(assertion);
        var context = new DOMValidateContext(publicKey(), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", secure);
        try {
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, List<String>> attributes(Document document) {
        var attributes = new HashMap<String, List<String>>();
        var found = document.getElementsByTagNameNS(SAML, "Attribute");
        for (int i = 0; i < found.getLength(); i++) {
            var attribute = (Element) found.item(i);
            var values = attribute.getElementsByTagNameNS(SAML, "AttributeValue");
            var texts = new ArrayList<String>();
            for (int j = 0; j < values.getLength(); j++) {
                texts.add(values.item(j).getTextContent());
            }
            attributes.put(attribute.getAttribute("Name"), texts);
        }
        return attributes;
    }

    @Test
    void anAssertionSaysWhoTheHolderIsAndIsSigned() {
        var cloud = cloud(Map.of());
        var http = cloud.client();
        var admin = cloud.admin();
        var domain = cloud.create("/v3/domains", "domain", "'name': 'Zürich & <Co>'");
        var group = cloud.create("/v3/groups", "group", "'name': 'ops \\\"1\\\"', 'domain_id': '" + domain + "'");
        var self = http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                .string("/token/user/id");
        http.put(admin, "/v3/groups/" + group + "/users/" + self).expect(204);

        var answer = ask(http, PATH, admin, "peer").expect(200);
        assertThat(answer.header("Content-Type")).contains("text/xml");
        assertThat(answer.header("X-sp-url")).contains("https://peer.example/ecp");
        assertThat(answer.header("X-auth-url")).contains("https://peer.example/auth");
        assertThat(answer.text()).startsWith("<samlp:Response").doesNotContain("&#13;");

        var document = parse(answer.text());
        assertThat(verifies(document, true)).isTrue();
        assertThat(first(document, XMLSignature.XMLNS, "SignatureMethod").getAttribute("Algorithm"))
                .endsWith("#rsa-sha256");
        var attributes = attributes(document);
        assertThat(attributes.get("openstack_roles")).contains("admin", "member", "reader");
        attributes.remove("openstack_roles");
        assertThat(attributes)
                .isEqualTo(
                        Map.of(
                                "openstack_user", List.of("admin"),
                                "openstack_user_domain", List.of("Default"),
                                "openstack_project", List.of("admin"),
                                "openstack_project_domain", List.of("Default"),
                                "openstack_groups",
                                        List.of(
                                                "JSON:{\"name\": \"ops \\\"1\\\"\", \"domain\": {\"name\": \"Zürich & <Co>\"}}")));
        assertThat(first(document, SAML, "NameID").getTextContent()).isEqualTo("admin");
        assertThat(first(document, SAML, "Issuer").getTextContent()).isEqualTo("https://idp.example/v3");
        var confirmation = first(document, SAML, "SubjectConfirmationData");
        assertThat(confirmation.getAttribute("Recipient")).isEqualTo("https://peer.example/ecp");
        var response = first(document, PROTOCOL, "Response");
        assertThat(response.getAttribute("Destination")).isEqualTo("https://peer.example/ecp");
        assertThat(Duration.between(
                        Instant.parse(response.getAttribute("IssueInstant")),
                        Instant.parse(confirmation.getAttribute("NotOnOrAfter"))))
                .isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3601));
        assertThat(verifies(parse(answer.text().replace(">admin<", ">root<")), true))
                .isFalse();
    }

    @Test
    void anEnvelopeCarriesTheSameAndARelayState() {
        var cloud = cloud(Map.of("saml.relay_state_prefix", "state:"));
        var answer = ask(cloud.client(), PATH + "/ecp", cloud.admin(), "peer").expect(200);
        var document = parse(answer.text());
        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo(SOAP);
        var relayState = first(document, ECP, "RelayState");
        assertThat(relayState.getTextContent()).matches("state:[0-9a-f]{32}");
        assertThat(relayState.getAttributeNS(SOAP, "mustUnderstand")).isEqualTo("1");
        assertThat(relayState.getAttributeNS(SOAP, "actor")).isEqualTo("http://schemas.xmlsoap.org/soap/actor/next");
        assertThat(first(document, PROTOCOL, "Response").getParentNode()).isSameAs(first(document, SOAP, "Body"));
        assertThat(verifies(document, true)).isTrue();
        assertThat(answer.header("X-sp-url")).contains("https://peer.example/ecp");
    }

    @Test
    void theOldAlgorithmIsThereForWhoNeedsIt() {
        var cloud = cloud(Map.of("clavis.saml_signature_algorithm", "rsa-sha1"));
        var document = parse(
                ask(cloud.client(), PATH, cloud.admin(), "peer").expect(200).text());
        assertThat(first(document, XMLSignature.XMLNS, "SignatureMethod").getAttribute("Algorithm"))
                .endsWith("#rsa-sha1");
        assertThat(verifies(document, false)).isTrue();
    }

    @Test
    void whoMayNotBeVouchedForIsRefused() {
        var cloud = cloud(Map.of());
        var http = cloud.client();
        var admin = cloud.admin();
        for (var path : List.of(PATH, PATH + "/ecp")) {
            assertThat(message(ask(http, path, "x", "nobody"), 404))
                    .isEqualTo("Could not find Service Provider: nobody.");
            assertThat(message(ask(http, path, "x", "off"), 403))
                    .isEqualTo("You are not authorized to perform the requested action.");
            assertThat(message(ask(http, path, "x", "peer"), 404)).isEqualTo("Could not recognize Fernet token");
            assertThat(message(ask(http, path, "", "peer"), 404)).isEqualTo("No token in the request");
            for (var scope : List.of("'unscoped'", "{'system':{'all':true}}")) {
                var token = cloud.token("admin", Cloud.PASSWORD, scope);
                assertThat(message(ask(http, path, token, "peer"), 403))
                        .isEqualTo("You are not authorized to perform the requested action: Use a project scoped token"
                                + " when attempting to create a SAML assertion.");
            }
            for (var wrong : List.of(
                    "{}",
                    "{'auth': null}",
                    "{'auth': {'identity': {'token': {'id': 5}}, 'scope': {'service_provider': {'id': 'peer'}}}}",
                    "{'auth': {'identity': {}, 'scope': {'service_provider': {'id': 'peer'}}}}",
                    "{'auth': {'identity': {'token': {'id': 'x'}}, 'scope': {}}}")) {
                http.post(admin, path, wrong).expect(400);
            }
            http.get(admin, path).expect(405);
        }
    }

    @Test
    void aTokenThatAccessRulesNarrowIsNotVouchedFor() {
        var cloud = cloud(Map.of());
        var http = cloud.client();
        var admin = cloud.admin();
        var self = http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                .string("/token/user/id");
        var created = http.post(
                        admin,
                        "/v3/users/" + self + "/application_credentials",
                        "{'application_credential': {'name': 'n', 'secret': 's', 'access_rules': [{'service':"
                                + " 'identity', 'method': 'GET', 'path': '/v3/users'}]}}")
                .expect(201);
        var token = http.post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth': {'identity': {'methods': ['application_credential'], 'application_credential': {'id':"
                                + " '" + created.string("/application_credential/id") + "', 'secret': 's'}}}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        ask(http, PATH, token, "peer").expect(404);
    }

    @Test
    void whatOnlyTheOperatorCanMendIsNotTold() {
        for (var lacking : List.of(
                Map.of("saml.keyfile", "/nowhere/key.pem"),
                Map.of("saml.certfile", "/nowhere/certificate.pem"),
                Map.of("saml.keyfile", file("ec-key.pem")))) {
            var cloud = cloud(lacking);
            assertThat(message(ask(cloud.client(), PATH, cloud.admin(), "peer"), 503))
                    .isEqualTo("This Keystone is not set up as an identity provider.");
        }
    }

    @Test
    void theMetadataFileIsServed() {
        var answer = cloud(Map.of())
                .client()
                .get(null, "/v3/OS-FEDERATION/saml2/metadata")
                .expect(200);
        assertThat(answer.text()).isEqualTo("<EntityDescriptor/>");
        assertThat(answer.header("Content-Type")).contains("text/xml");
        var without = cloud(Map.of("saml.idp_metadata_path", "/nowhere/metadata.xml"));
        assertThat(message(without.client().get(null, "/v3/OS-FEDERATION/saml2/metadata"), 503))
                .doesNotContain("nowhere");
    }

    private static String message(Answer answer, int status) {
        return answer.expect(status).string("/error/message");
    }
}
