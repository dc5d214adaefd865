package io.clavis.saml;

import io.clavis.http.Access;
import io.clavis.http.Body;
import io.clavis.http.Call;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.http.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keystone to Keystone: assertions for tokens, and the metadata by which others believe them. */
public final class Saml2Api {
    private static final Logger LOG = LoggerFactory.getLogger(Saml2Api.class);
    private static final String XML = "text/xml";
    private final Assertions assertions;
    private final Path metadata;

    public Saml2Api(Assertions assertions, SamlSettings settings) {
        this.assertions = assertions;
        this.metadata = settings.metadata();
    }

    /** Declares the operations. The token in the body is the whole authorization. */
    public void declare(Operations api) {
        api.get("/v3/OS-FEDERATION/saml2/metadata", Access.OPEN, this::metadata).named(relation("metadata"));
        api.post("/v3/auth/OS-FEDERATION/saml2", Access.OPEN, this::assertion)
                .accepting("saml2-create")
                .answering(200)
                .named(relation("saml2"));
        api.post("/v3/auth/OS-FEDERATION/saml2/ecp", Access.OPEN, this::envelope)
                .accepting("saml2-create")
                .answering(200)
                .named(relation("ecp"));
    }

    private static Relation relation(String name) {
        return Relation.extension("OS-FEDERATION", "1.0", name);
    }

    private Reply metadata(Call call) {
        try {
            return new Reply(200, XML, Body.of(Files.readAllBytes(metadata)), Map.of());
        } catch (IOException unreadable) {
            throw notSetUp("Error while reading metadata file: " + unreadable);
        }
    }

    // Only the operator can mend it, so the log has the reason.
    private static Unavailable notSetUp(String reason) {
        LOG.warn("{}", reason);
        return new Unavailable("This Keystone is not set up as an identity provider.");
    }

    private Reply assertion(Call call) {
        var auth = call.body("auth");
        return reply(() -> assertions.response(
                auth.at("/identity/token/id").asString(),
                auth.at("/scope/service_provider/id").asString()));
    }

    private Reply envelope(Call call) {
        var auth = call.body("auth");
        return reply(() -> assertions.envelope(
                auth.at("/identity/token/id").asString(),
                auth.at("/scope/service_provider/id").asString()));
    }

    private interface Writing {
        Assertions.Written write();
    }

    private static Reply reply(Writing writing) {
        try {
            var written = writing.write();
            return Reply.text(200, XML, written.xml())
                    .with("X-sp-url", header(written.recipient().spUrl()))
                    .with("X-auth-url", header(written.recipient().authUrl()));
        } catch (SamlFailure lacking) {
            throw notSetUp(String.valueOf(lacking.getMessage()));
        }
    }

    /** A URL as a header can carry it: what is not printable ASCII is percent-encoded. */
    static String header(String url) {
        var header = new StringBuilder();
        for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F) {
                header.append((char) b);
            } else {
                header.append(String.format("%%%02X", b));
            }
        }
        return header.toString();
    }
}
