package io.clavis.token;

import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Gone;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;

/** The certificates of PKI tokens (OS-SIMPLE-CERT): gone with those tokens, but still spoken of. */
public final class SimpleCertApi {
    private SimpleCertApi() {}

    /** Declares the operations. */
    public static void declare(Operations api) {
        api.get("/v3/OS-SIMPLE-CERT/ca", Access.OPEN, SimpleCertApi::refuse)
                .answering(410)
                .named(Relation.extension("OS-SIMPLE-CERT", "1.0", "ca_certificate"));
        api.get("/v3/OS-SIMPLE-CERT/certificates", Access.OPEN, SimpleCertApi::refuse)
                .answering(410)
                .named(Relation.extension("OS-SIMPLE-CERT", "1.0", "certificates"));
    }

    private static Reply refuse(Call call) {
        throw new Gone("This API is no longer available due to the removal of support for PKI tokens.");
    }
}
