package io.clavis.oauth2;

import io.clavis.auth.Authenticator;
import io.clavis.auth.ClientCertificates;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Failure;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.http.TooManyRequests;
import io.clavis.token.Tokens;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v3/OS-OAUTH2/token}: the client credentials grant (RFC 6749, 4.4). A client is an application credential,
 * which gets an ordinary token, or a user with a certificate, whose token is bound to that. Refusals have the form of the RFC instead of Keystone's.
 */
public final class Oauth2TokenApi {
    private static final Logger LOG = LoggerFactory.getLogger(Oauth2TokenApi.class);
    private static final String TOKEN = "/v3/OS-OAUTH2/token";
    private static final String GRANT = "client_credentials";
    private static final String BY_SECRET = "client_secret_basic";
    private static final String BY_CERTIFICATE = "tls_client_auth";
    private final Authenticator authenticator;
    private final ClientCertificates certificates;
    private final CertificateClients certificateClients;
    private final Oauth2Settings settings;

    public Oauth2TokenApi(
            Authenticator authenticator,
            ClientCertificates certificates,
            CertificateClients certificateClients,
            Oauth2Settings settings) {
        this.authenticator = authenticator;
        this.certificates = certificates;
        this.certificateClients = certificateClients;
        this.settings = settings;
    }

    /** Declares the operations; all but the POST are there to be refused in the RFC's form. */
    public void declare(Operations api) {
        api.post(TOKEN, Access.OPEN, this::issue)
                .acceptingForm()
                .answering(200)
                .named(Relation.extension("OS-OAUTH2", "1.0", "token"));
        api.get(TOKEN, Access.OPEN, Oauth2TokenApi::wrongMethod).acceptingForm().answering(405);
        api.put(TOKEN, Access.OPEN, Oauth2TokenApi::wrongMethod).acceptingForm().answering(405);
        api.patch(TOKEN, Access.OPEN, Oauth2TokenApi::wrongMethod)
                .acceptingForm()
                .answering(405);
        api.delete(TOKEN, Access.OPEN, Oauth2TokenApi::wrongMethod)
                .acceptingForm()
                .answering(405);
    }

    private Reply issue(Call call) {
        var grant = call.form().field("grant_type");
        if (grant.isEmpty()) {
            return refusal(call, 400, "invalid_request", "The parameter grant_type is required.");
        }
        if (!grant.get().equals(GRANT)) {
            return refusal(
                    call,
                    400,
                    "unsupported_grant_type",
                    "The parameter grant_type " + grant.get() + " is not supported.");
        }
        try {
            return issued(call).map(this::granted).orElseGet(() -> failed(call));
        } catch (Failure refused) {
            LOG.debug("a client was refused: {} {}", refused.status(), refused.debugText());
            return refusal(call, refused);
        }
    }

    // Who comes with a certificate is judged by that alone, whatever secret comes with it.
    private Optional<Tokens.Issued> issued(Call call) {
        var certificate = certificates.of(call);
        if (certificate.isPresent()) {
            return call.form()
                    .field("client_id")
                    .filter(id -> !id.isEmpty() && settings.methods().contains(BY_CERTIFICATE))
                    .flatMap(id -> certificateClients.issue(id, certificate.get()));
        }
        return ClientCredentials.of(call)
                .filter(client -> settings.methods().contains(BY_SECRET))
                .map(client -> authenticator.authenticate(call, ClientTokens.auth(client)));
    }

    private Reply granted(Tokens.Issued issued) {
        return Reply.ok(Json.object()
                .put("access_token", issued.text())
                .put("expires_in", settings.expiration())
                .put("token_type", "Bearer"));
    }

    private static Reply failed(Call call) {
        return refusal(call, 401, "invalid_client", "Client authentication failed.");
    }

    private static Reply refusal(Call call, Failure refused) {
        if (refused instanceof TooManyRequests tooMany) {
            return tooMany.on(refusal(call, 429, "other_error", tooMany.text()));
        }
        return switch (refused.status()) {
            case 401 -> refusal(call, 401, "invalid_client", refused.text());
            case 400 -> refusal(call, 400, "invalid_request", refused.text());
            default ->
                refusal(
                        call,
                        refused.status(),
                        "other_error",
                        "An unknown error occurred and failed to get an OAuth2.0 access token.");
        };
    }

    private static Reply wrongMethod(Call call) {
        return refusal(call, 405, "other_error", "The method is not allowed for the requested URL.");
    }

    private static Reply refusal(Call call, int status, String error, String description) {
        var reply = Reply.json(status, Json.object().put("error", error).put("error_description", description));
        return status == 401
                ? reply.with(
                        "WWW-Authenticate", "Keystone uri=\"" + call.links().base() + "/v3\"")
                : reply;
    }
}
