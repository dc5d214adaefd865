package io.clavis.http;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What came over the wire, free of the HTTP library.
 *
 * @param path decoded, without the query
 * @param rawQuery as sent, without the question mark; empty for none
 * @param header looks a header up without regard to case
 * @param headers all headers, by name as sent
 * @param peer the address that the connection comes from
 * @param certificate the client's certificate, where the connection's handshake verified one
 * @param body the whole body, already within its size limit
 * @param base scheme and authority under which the client reached us, for example {@code http://127.0.0.1:5000}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record Request(
        String method,
        String path,
        String rawQuery,
        Map<String, List<String>> query,
        Function<String, Optional<String>> header,
        Supplier<Map<String, List<String>>> headers,
        Optional<InetAddress> peer,
        Supplier<Optional<X509Certificate>> certificate,
        byte[] body,
        String base,
        String requestId) {
    @Override
    public String toString() {
        return "Request[" + method + " " + path + "]";
    }
}
