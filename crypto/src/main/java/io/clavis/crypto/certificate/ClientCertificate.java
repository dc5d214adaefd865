package io.clavis.crypto.certificate;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The certificate by which a client's connection was verified, here or by a proxy. Immutable. */
public final class ClientCertificate {
    private static final int LINE = 64;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");
    // How upstream's library names attributes; the rest go by their object identifiers.
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "2.5.4.3", "CN",
            "2.5.4.7", "L",
            "2.5.4.8", "ST",
            "2.5.4.10", "O",
            "2.5.4.11", "OU",
            "2.5.4.6", "C",
            "2.5.4.9", "STREET",
            "0.9.2342.19200300.100.1.25", "DC",
            "0.9.2342.19200300.100.1.1", "UID",
            "1.2.840.113549.1.9.1", "EMAILADDRESS");

    private final X509Certificate certificate;
    private final String pem;

    private ClientCertificate(X509Certificate certificate, String pem) {
        this.certificate = certificate;
        this.pem = pem;
    }

    /** A certificate that a handshake verified. */
    public static ClientCertificate of(X509Certificate certificate) {
        try {
            var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return new ClientCertificate(
                    certificate, "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
        } catch (CertificateEncodingException unreadable) {
            throw new IllegalArgumentException("not a certificate", unreadable);
        }
    }

    /**
     * A certificate in PEM as it comes through a header: with blanks for its line ends (Apache's mod_headers, nginx), or
     * percent-encoded (nginx's {@code $ssl_client_escaped_cert}); empty for anything else.
     */
    public static Optional<ClientCertificate> parse(String text) {
        try {
            var plain =
                    text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            var found = PEM.matcher(plain);
            if (!found.matches()) {
                return Optional.empty();
            }
            var der = Base64.getDecoder().decode(found.group(1).replaceAll("\\s", ""));
            var parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return parsed instanceof X509Certificate certificate ? Optional.of(of(certificate)) : Optional.empty();
        } catch (IllegalArgumentException | CertificateException unreadable) {
            return Optional.empty();
        }
    }

    /** The variables that mod_ssl sets for it. */
    public Map<String, String> variables() {
        return ServerVariables.of(certificate, pem);
    }

    /**
     * What tokens are bound to it by: upstream's digest of its PEM text with OpenSSL's line ends, in base64 for URLs with
     * padding. That is not the {@code x5t#S256} of RFC 8705, which is made from the certificate's bytes.
     */
    public String thumbprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(pem.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().encodeToString(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * Subject and issuer as upstream's mappings for OAuth 2.0 see them: {@code SSL_CLIENT_SUBJECT_DN_CN}, …; of several
     * attributes of a kind the last. Empty where a value has an equals sign, which upstream cannot read either.
     */
    public Optional<Map<String, String>> names() {
        var names = new LinkedHashMap<String, String>();
        boolean readable = read(
                        "SSL_CLIENT_SUBJECT_DN_", DistinguishedName.of(certificate.getSubjectX500Principal()), names)
                && read("SSL_CLIENT_ISSUER_DN_", DistinguishedName.of(certificate.getIssuerX500Principal()), names);
        return readable ? Optional.of(names) : Optional.empty();
    }

    private static boolean read(String prefix, DistinguishedName name, Map<String, String> names) {
        for (var attribute : name.attributes()) {
            var value = attribute
                    .text()
                    .map(ClientCertificate::escaped)
                    .orElseGet(() -> "#" + attribute.der().toLowerCase(Locale.ROOT));
            if (value.indexOf('=') >= 0) {
                return false;
            }
            names.put(prefix + ATTRIBUTES.getOrDefault(attribute.type(), attribute.type()), value);
        }
        return true;
    }

    private static String escaped(String value) {
        var escaped = value.replaceAll("[\\\\\"+,;<>]", "\\\\$0").replace("\0", "\\00");
        var begun = escaped.startsWith("#") || escaped.startsWith(" ") ? "\\" + escaped : escaped;
        return begun.endsWith(" ") ? begun.substring(0, begun.length() - 1) + "\\ " : begun;
    }

    /** Whose it is. */
    @Override
    public String toString() {
        return "ClientCertificate["
                + DistinguishedName.of(certificate.getSubjectX500Principal()).rfc2253() + "]";
    }
}
