package io.clavis.auth;

import io.clavis.crypto.certificate.ClientCertificate;
import io.clavis.http.Call;
import io.clavis.http.Unauthorized;
import java.util.Optional;

/** The certificates of clients, from the connection itself or from a trusted proxy. Thread-safe. */
public final class ClientCertificates {
    private final AssertionHeaders assertions;

    public ClientCertificates(AssertionSettings proxies) {
        this.assertions = new AssertionHeaders(proxies);
    }

    /** The certificate of who makes a request, verified; 401 where a proxy hands on what is none. */
    public Optional<ClientCertificate> of(Call call) {
        return assertions
                .of(call.request())
                .certificate()
                .map(text -> ClientCertificate.parse(text)
                        .orElseThrow(() -> new Unauthorized("the proxy's client certificate cannot be read")));
    }
}
