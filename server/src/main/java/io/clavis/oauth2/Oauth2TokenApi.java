package io.clavis.oauth2;

import io.clavis.auth.Authenticator;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Failure;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v3/OS-OAUTH2/token}: the client credentials grant (RFC 6749, 4.4). A client is an application credential;
 * what it gets is an ordinary token. Refusals have the form of the RFC instead of Keystone's.
 */
public final class Oauth2TokenApi {
    private static final Logger LOG = LoggerFactory.getLogger(Oauth2TokenApi.class);
    private static final String TOKEN = "/v3/OS-OAUTH2/token";
    private static final String GRANT = "client_credentials";
    private static final String METHOD = "client_secret_basic";
    private final Authenticator authenticator;
    private final Oauth2Settings settings;

    public Oauth2TokenApi(Authenticator authenticator, Oauth2Settings settings) {
        this.authenticator = authenticator;
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
        var client = ClientCredentials.of(call);
        if (client.isEmpty() || !settings.methods().contains(METHOD)) {
            return refusal(call, 401, "invalid_client", "Client authentication failed.");
        }
        try {
            var issued = authenticator.authenticate(call, ClientTokens.auth(client.get()));
            return Reply.ok(Json.object()
                    .put("access_token", issued.text())
                    .put("expires_in", settings.expiration())
                    .put("token_type", "Bearer"));
        } catch (Failure refused) {
            LOG.debug("{}: {} {}", client.get(), refused.status(), refused.debugText());
            return refusal(call, refused);
        }
    }

    private static Reply refusal(Call call, Failure refused) {
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
