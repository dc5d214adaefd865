package io.clavis.auth;

import io.clavis.crypto.certificate.ClientCertificate;
import io.clavis.http.Network;
import io.clavis.http.Request;
import io.clavis.http.Unauthorized;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads assertions from the headers of requests. A proxy is known by its address and by nothing that a request says;
 * what others send counts for nothing. Of who comes by himself, the certificate speaks that the handshake verified; that
 * of a trusted proxy is the proxy's own and says nothing of who calls. Thread-safe.
 */
final class AssertionHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(AssertionHeaders.class);
    private static final char LOST = '\ufffd';
    private final List<Network> trustedProxies;
    private final String prefix;
    private final boolean percentEncoded;

    AssertionHeaders(AssertionSettings settings) {
        this.trustedProxies = settings.trustedProxies();
        this.prefix = settings.headerPrefix().toLowerCase(Locale.ROOT);
        this.percentEncoded = settings.percentEncoded();
    }

    /** What a trusted proxy says of who calls; 401 where it says something twice, or in a way that cannot be read. */
    Assertion of(Request request) {
        boolean trusted = request.peer()
                .filter(peer -> trustedProxies.stream().anyMatch(network -> network.contains(peer)))
                .isPresent();
        if (!trusted) {
            return request.certificate()
                    .get()
                    .map(certificate ->
                            Assertion.of(ClientCertificate.of(certificate).variables()))
                    .orElse(Assertion.NONE);
        }
        var variables = new TreeMap<String, String>(VariableName.ORDER);
        request.headers().get().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                read(name.substring(prefix.length()), values, variables);
            }
        });
        return Assertion.of(variables);
    }

    // Where two headers give one variable, one of them may be what a client smuggled past the proxy.
    private void read(String variable, List<String> values, Map<String, String> variables) {
        if (variables.containsKey(variable) || values.size() != 1) {
            LOG.warn("an assertion says {} more than once; the proxy must remove what clients send", variable);
            throw new Unauthorized("the assertion says " + variable + " more than once");
        }
        var value = percentEncoded ? decoded(values.getFirst()) : values.getFirst();
        if (value.indexOf(LOST) >= 0) {
            LOG.warn("an assertion's {} is not ASCII; see [clavis] assertion_encoding", variable);
            throw new Unauthorized("the assertion's " + variable + " is not ASCII");
        }
        variables.put(variable, value);
    }

    // A plus is a plus here. What is no UTF-8 is Latin-1, as upstream reads it.
    private static String decoded(String value) {
        var bytes = new ByteArrayOutputStream(value.length());
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            int high = at + 2 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(at + 2), 16);
            if (c == '%' && low >= 0) {
                bytes.write(high * 16 + low);
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException latin) {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
