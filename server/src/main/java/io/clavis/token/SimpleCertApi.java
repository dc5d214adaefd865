package io.clavis.token;

import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Gone;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;

/** {@code /v3/OS-SIMPLE-CERT}: the certificates of PKI tokens, which are gone. */
public final class SimpleCertApi {
    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/OS-SIMPLE-CERT/ca", Access.OPEN, SimpleCertApi::gone)
                .answering(410)
                .named(relation("ca_certificate"));
        api.get("/v3/OS-SIMPLE-CERT/certificates", Access.OPEN, SimpleCertApi::gone)
                .answering(410)
                .named(relation("certificates"));
    }

    private static Reply gone(Call call) {
        throw new Gone("This API is no longer available due to the removal of support for PKI tokens.");
    }

    private static Relation relation(String name) {
        return Relation.extension("OS-SIMPLE-CERT", "1.0", name);
    }
}
