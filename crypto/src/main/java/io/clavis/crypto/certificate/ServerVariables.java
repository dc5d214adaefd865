package io.clavis.crypto.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What Apache's mod_ssl tells programs behind it of a client's certificate, by its names and in its forms. */
final class ServerVariables {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss uuuu 'GMT'", Locale.ROOT);
    private static final Map<String, String> COMPONENTS = Map.ofEntries(
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.12", "T"),
            Map.entry("2.5.4.43", "I"),
            Map.entry("2.5.4.42", "G"),
            Map.entry("2.5.4.4", "S"),
            Map.entry("2.5.4.13", "D"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("1.2.840.113549.1.9.1", "Email"));
    private static final Map<Integer, String> ALTERNATIVES = Map.of(1, "Email", 2, "DNS");

    private ServerVariables() {}

    static Map<String, String> of(X509Certificate certificate, String pem) {
        var variables = new TreeMap<String, String>();
        variables.put("SSL_CLIENT_VERIFY", "SUCCESS");
        variables.put("SSL_CLIENT_CERT", pem);
        variables.put("SSL_CLIENT_M_VERSION", String.valueOf(certificate.getVersion()));
        var serial = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        variables.put("SSL_CLIENT_M_SERIAL", serial.length() % 2 == 0 ? serial : "0" + serial);
        variables.put("SSL_CLIENT_V_START", time(certificate.getNotBefore().toInstant()));
        variables.put("SSL_CLIENT_V_END", time(certificate.getNotAfter().toInstant()));
        name("SSL_CLIENT_S_DN", DistinguishedName.of(certificate.getSubjectX500Principal()), variables);
        name("SSL_CLIENT_I_DN", DistinguishedName.of(certificate.getIssuerX500Principal()), variables);
        alternatives(certificate, variables);
        return variables;
    }

    // The first of a kind has the plain name, those after it a number.
    private static void name(String prefix, DistinguishedName name, Map<String, String> variables) {
        variables.put(prefix, name.rfc2253());
        var seen = new HashMap<String, Integer>();
        for (var attribute : name.attributes()) {
            var component = COMPONENTS.get(attribute.type());
            if (component == null || attribute.text().isEmpty()) {
                continue;
            }
            int count = seen.merge(component, 1, Integer::sum);
            var variable = prefix + "_" + component + (count == 1 ? "" : "_" + (count - 1));
            variables.put(variable, DistinguishedName.visible(attribute.text().get()));
        }
    }

    private static void alternatives(X509Certificate certificate, Map<String, String> variables) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return;
            }
            var seen = new HashMap<String, Integer>();
            for (List<?> entry : names) {
                var kind = entry.getFirst() instanceof Integer tag ? ALTERNATIVES.get(tag) : null;
                if (kind != null && entry.get(1) instanceof String name) {
                    int count = seen.merge(kind, 1, Integer::sum);
                    variables.put("SSL_CLIENT_SAN_" + kind + "_" + (count - 1), name);
                }
            }
        } catch (CertificateParsingException unreadable) {
            // What cannot be read says nothing.
            return;
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
