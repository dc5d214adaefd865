package io.clavis.oauth2;

import io.clavis.auth.Authenticator;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.http.Unauthorized;
import io.clavis.token.Introspection;
import io.clavis.token.Tokens;
import io.clavis.token.ValidToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v3/auth/OS-CLAVIS/introspect}: token introspection (RFC 7662), for systems that do not speak Keystone. Who
 * asks shows a token, in {@code X-Auth-Token} or as a bearer's, or the id and secret of an application credential, and
 * needs what validating a token needs. Of a token that is not valid, for whatever reason, it only tells that.
 */
public final class IntrospectionApi {
    private static final String VALIDATE = "identity:validate_token";
    private static final String BEARER = "bearer ";
    private final Tokens tokens;
    private final ClientTokens clients;

    public IntrospectionApi(Tokens tokens, Authenticator authenticator) {
        this.tokens = tokens;
        this.clients = new ClientTokens(tokens, authenticator);
    }

    /** Declares the operation. */
    public void declare(Operations api) {
        api.post("/v3/auth/OS-CLAVIS/introspect", VALIDATE, this::introspect)
                .acceptingForm()
                .answering(200);
    }

    private Reply introspect(Call call) {
        if (call.knownCaller().isEmpty()) {
            shownToken(call).ifPresent(call::identify);
        }
        call.caller();
        var text = call.form().field("token");
        var found = text.flatMap(this::find);
        call.enforce(found.<Map<String, ?>>map(ValidToken::target).orElse(Map.of()));
        if (text.isEmpty()) {
            throw BadRequest.missing("token", "request body");
        }
        var answer = found.map(
                        valid -> Introspection.of(valid.token(), call.links().base() + "/v3"))
                .orElseGet(Introspection::inactive);
        return Reply.ok(answer).with("Cache-Control", "no-store");
    }

    private Optional<String> shownToken(Call call) {
        return call.header("Authorization")
                .filter(IntrospectionApi::isBearer)
                .map(authorization -> authorization.substring(BEARER.length()).strip())
                .or(() -> ClientCredentials.of(call).flatMap(client -> token(call, client)));
    }

    private Optional<String> token(Call call, ClientCredentials client) {
        try {
            return Optional.of(clients.of(call, client));
        } catch (Unauthorized | NotFound notOurs) {
            return Optional.empty();
        }
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    // Who asks cannot keep access rules, and would take a token that is narrowed by them for more than it is.
    private Optional<ValidToken> find(String text) {
        try {
            return Optional.of(tokens.validate(text, Duration.ZERO).forServiceThatKeeps(Optional.empty()));
        } catch (NotFound inactive) {
            return Optional.empty();
        }
    }
}
