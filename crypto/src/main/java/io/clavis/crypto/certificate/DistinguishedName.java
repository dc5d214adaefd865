package io.clavis.crypto.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The name of a certificate's subject or issuer.
 *
 * @param parts in the order of the certificate; each is a set of attributes, mostly of one
 */
record DistinguishedName(List<List<Attribute>> parts) {
    // OpenSSL's short names.
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.4", "SN"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.9", "street"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("2.5.4.13", "description"),
            Map.entry("2.5.4.15", "businessCategory"),
            Map.entry("2.5.4.17", "postalCode"),
            Map.entry("2.5.4.41", "name"),
            Map.entry("2.5.4.42", "GN"),
            Map.entry("2.5.4.43", "initials"),
            Map.entry("2.5.4.44", "generationQualifier"),
            Map.entry("2.5.4.46", "dnQualifier"),
            Map.entry("2.5.4.65", "pseudonym"),
            Map.entry("2.5.4.97", "organizationIdentifier"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
            Map.entry("1.2.840.113549.1.9.2", "unstructuredName"));

    /**
     * One attribute.
     *
     * @param type its object identifier
     * @param text empty for a value that is no text
     * @param der the value as encoded, in hexadecimal
     */
    record Attribute(String type, Optional<String> text, String der) {
        // What OpenSSL does not know by name it shows as it is encoded.
        private String rfc2253() {
            var name = SHORT.get(type);
            return name == null
                    ? type + "=#" + der
                    : name + "=" + text.map(DistinguishedName::escaped).orElse("#" + der);
        }
    }

    static DistinguishedName of(X500Principal principal) {
        var name = X500Name.getInstance(principal.getEncoded());
        return new DistinguishedName(Arrays.stream(name.getRDNs())
                .map(part -> Arrays.stream(part.getTypesAndValues())
                        .map(pair -> attribute(pair.getType().getId(), pair.getValue()))
                        .toList())
                .toList());
    }

    /** All attributes, in the order of the certificate. */
    List<Attribute> attributes() {
        return parts.stream().flatMap(List::stream).toList();
    }

    /** As OpenSSL and mod_ssl write it by RFC 2253: the last part first, letters beyond ASCII as they are. */
    String rfc2253() {
        var shown = new ArrayList<String>();
        for (var part : parts.reversed()) {
            shown.add(String.join(
                    "+", part.reversed().stream().map(Attribute::rfc2253).toList()));
        }
        return String.join(",", shown);
    }

    private static Attribute attribute(String type, ASN1Encodable value) {
        var primitive = value.toASN1Primitive();
        var text = primitive instanceof ASN1String string && !(primitive instanceof ASN1BitString)
                ? Optional.of(string.getString())
                : Optional.<String>empty();
        try {
            return new Attribute(
                    type, text, HexFormat.of().withUpperCase().formatHex(primitive.getEncoded(ASN1Encoding.DER)));
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
    }

    private static String escaped(String value) {
        var out = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean first = at == 0;
            boolean last = at == value.length() - 1;
            if (c < ' ' || c == 0x7f) {
                out.append(control(c));
            } else if (",+\"\\<>;".indexOf(c) >= 0 || (first && c == '#') || ((first || last) && c == ' ')) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** A value outside of a name: only what cannot be seen is escaped, and what escapes. */
    static String visible(String value) {
        var out = new StringBuilder();
        value.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f) {
                out.append(control((char) c));
            } else if (c == '\\') {
                out.append("\\\\");
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    private static String control(char c) {
        return "\\" + HexFormat.of().withUpperCase().toHexDigits((byte) c);
    }

    DistinguishedName {
        parts = Collections.unmodifiableList(parts);
    }
}
