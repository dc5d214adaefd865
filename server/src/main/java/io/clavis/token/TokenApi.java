package io.clavis.token;

import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import io.clavis.http.Gone;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /v3/auth/tokens}: validating and revoking the token in {@code X-Subject-Token}. */
public final class TokenApi {
    private static final String SUBJECT = "X-Subject-Token";
    private static final String ACCESS_RULES = "OpenStack-Identity-Access-Rules";
    private static final String CHECK = "identity:check_token";
    private static final String VALIDATE = "identity:validate_token";
    private static final String REVOKE = "identity:revoke_token";
    private static final Set<String> YES = Set.of("1", "t", "true", "on", "y", "yes");
    private static final Set<String> NO = Set.of("0", "f", "false", "off", "n", "no");
    private final Tokens tokens;
    private final boolean revokeById;

    /** {@code revokeById} is {@code [token] revoke_by_id}. */
    public TokenApi(Tokens tokens, boolean revokeById) {
        this.tokens = tokens;
        this.revokeById = revokeById;
    }

    public void declare(Operations api) {
        api.get("/v3/auth/tokens", Access.anyOf(VALIDATE, CHECK), this::show).named("auth_tokens");
        api.delete("/v3/auth/tokens", REVOKE, this::revoke);
        api.get("/v3/auth/tokens/OS-PKI/revoked", Access.OPEN, this::revoked)
                .answering(410)
                .named(Relation.extension("OS-PKI", "1.0", "revocations"));
    }

    private Reply show(Call call) {
        var rule = call.isHead() ? CHECK : VALIDATE;
        var text = subject(call, rule);
        var found = allowsExpired(call) ? tokens.validateExpired(text) : tokens.validate(text, Duration.ZERO);
        var valid = found.forServiceThatKeeps(call.header(ACCESS_RULES));
        call.enforce(rule, valid.target());
        var withCatalog = !call.queries().containsKey("nocatalog");
        return Reply.json(200, tokens.body(text, valid, withCatalog)).with(SUBJECT, text);
    }

    private Reply revoke(Call call) {
        var text = subject(call, REVOKE);
        var valid = tokens.validate(text, Duration.ZERO).forServiceThatKeeps(call.header(ACCESS_RULES));
        call.enforce(REVOKE, valid.target());
        var chain =
                call.query("cascade").map(TokenApi::word).filter(NO::contains).isEmpty();
        tokens.revoke(call.origin(), valid, chain);
        return Reply.noContent();
    }

    // An old list of revoked tokens that nobody serves any more; what remains are upstream's two refusals.
    private Reply revoked(Call call) {
        if (revokeById) {
            throw Forbidden.hidden("tokens are not listed");
        }
        throw new Gone("The service you have requested is no longer available on this server.");
    }

    // Who may see any token learns that the header is missing; others learn that they may not ask.
    private static String subject(Call call, String rule) {
        call.caller();
        var text = call.header(SUBJECT);
        if (text.isEmpty()) {
            call.enforce(rule, Map.of());
        }
        return text.orElseThrow(Refusal::absent);
    }

    private static boolean allowsExpired(Call call) {
        return call.query("allow_expired")
                .map(TokenApi::word)
                .filter(YES::contains)
                .isPresent();
    }

    private static String word(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
