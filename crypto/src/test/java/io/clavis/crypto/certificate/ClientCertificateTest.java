package io.clavis.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates made with OpenSSL; what is expected is what OpenSSL, mod_ssl and upstream say of them. */
class ClientCertificateTest {
    private static String pem(String name) throws IOException {
        try (var in = ClientCertificateTest.class.getResourceAsStream("/certificates/" + name + ".pem")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static ClientCertificate certificate(String name) throws IOException {
        return ClientCertificate.parse(pem(name)).orElseThrow();
    }

    @Test
    void namesAreWrittenAsOpenSslWritesThem() throws IOException {
        assertThat(certificate("client").variables())
                .containsEntry(
                        "SSL_CLIENT_S_DN",
                        "emailAddress=u1@acme.test,UID=u1,CN=certuser,OU=core,OU=eng,O=Acme,DC=acme,DC=test")
                .containsEntry("SSL_CLIENT_I_DN", "emailAddress=ca@acme.test,CN=Lab CA,O=Acme\\, Inc.,C=DE");
        assertThat(certificate("odd").variables())
                .containsEntry(
                        "SSL_CLIENT_S_DN",
                        "UID=u,businessCategory=odd,serialNumber=12,CN=last\\ ,OU=Ünïcode €,OU=back\\\\slash,O=\\#first,"
                                + "O=\\ a#b\\, \\\"q\\\" \\<x\\>\\+y\\;,C=DE");
    }

    @Test
    void variablesAreThoseOfModSsl() throws IOException {
        assertThat(certificate("client").variables())
                .containsEntry("SSL_CLIENT_VERIFY", "SUCCESS")
                .containsEntry("SSL_CLIENT_CERT", pem("client"))
                .containsEntry("SSL_CLIENT_S_DN_CN", "certuser")
                .containsEntry("SSL_CLIENT_S_DN_OU", "eng")
                .containsEntry("SSL_CLIENT_S_DN_OU_1", "core")
                .containsEntry("SSL_CLIENT_S_DN_UID", "u1")
                .containsEntry("SSL_CLIENT_S_DN_Email", "u1@acme.test")
                .containsEntry("SSL_CLIENT_I_DN_O", "Acme, Inc.")
                .containsEntry("SSL_CLIENT_M_SERIAL", "0A9EA344505CD899BFBD68C5553CF4C2DC75709D")
                .containsEntry("SSL_CLIENT_V_START", "Nov 22 19:41:04 2026 GMT")
                .containsEntry("SSL_CLIENT_V_END", "Dec 22 19:41:04 2026 GMT")
                .doesNotContainKey("SSL_CLIENT_SAN_DNS_0");
        assertThat(certificate("odd").variables())
                .containsEntry("SSL_CLIENT_S_DN_OU", "back\\\\slash")
                .containsEntry("SSL_CLIENT_SAN_Email_0", "a@b.test")
                .containsEntry("SSL_CLIENT_SAN_Email_1", "c@d.test")
                .containsEntry("SSL_CLIENT_SAN_DNS_0", "x.test");
    }

    @Test
    void mappingsOfOauthSeeNamesAsUpstreamReadsThem() throws IOException {
        assertThat(certificate("client").names().orElseThrow())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SSL_CLIENT_SUBJECT_DN_DC", "acme",
                        "SSL_CLIENT_SUBJECT_DN_O", "Acme",
                        "SSL_CLIENT_SUBJECT_DN_OU", "core",
                        "SSL_CLIENT_SUBJECT_DN_CN", "certuser",
                        "SSL_CLIENT_SUBJECT_DN_UID", "u1",
                        "SSL_CLIENT_SUBJECT_DN_EMAILADDRESS", "u1@acme.test",
                        "SSL_CLIENT_ISSUER_DN_C", "DE",
                        "SSL_CLIENT_ISSUER_DN_O", "Acme\\, Inc.",
                        "SSL_CLIENT_ISSUER_DN_CN", "Lab CA",
                        "SSL_CLIENT_ISSUER_DN_EMAILADDRESS", "ca@acme.test"));
        assertThat(certificate("odd").names().orElseThrow())
                .containsEntry("SSL_CLIENT_SUBJECT_DN_O", "\\#first")
                .containsEntry("SSL_CLIENT_SUBJECT_DN_OU", "Ünïcode €")
                .containsEntry("SSL_CLIENT_SUBJECT_DN_CN", "last\\ ")
                .containsEntry("SSL_CLIENT_SUBJECT_DN_2.5.4.5", "12");
        assertThat(certificate("equals").names()).isEmpty();
    }

    @Test
    void theThumbprintIsUpstreams() throws IOException {
        assertThat(certificate("client").thumbprint()).isEqualTo("q8iCLM-hwW4H4lLvfapOLxBUM2TBSJrX7eoEHMAKpzM=");
    }

    @Test
    void itIsReadHoweverAHeaderHoldsIt() throws IOException {
        var pem = pem("client");
        var thumbprint = certificate("client").thumbprint();
        for (var text : new String[] {
            pem.replace('\n', ' '),
            pem.replace("\n", "\r\n"),
            pem.replace("\n", "\n\t").strip(),
            URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20"),
            "  " + pem
        }) {
            assertThat(ClientCertificate.parse(text).orElseThrow().thumbprint()).isEqualTo(thumbprint);
        }
    }

    @Test
    void whatIsNoCertificateIsNone() throws IOException {
        var pem = pem("client");
        for (var text : new String[] {
            "",
            "x",
            "%",
            "%zz",
            "-----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----",
            pem + pem,
            pem.substring(0, pem.length() / 2),
            pem.replaceFirst("MII", "MIZ")
        }) {
            assertThat(ClientCertificate.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void itIsShownByItsName() throws IOException {
        assertThat(certificate("client"))
                .hasToString("ClientCertificate[emailAddress=u1@acme.test,UID=u1,CN=certuser,"
                        + "OU=core,OU=eng,O=Acme,DC=acme,DC=test]");
    }
}
