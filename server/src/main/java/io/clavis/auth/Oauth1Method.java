package io.clavis.auth;

import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.oauth1.AccessTokens;
import io.clavis.oauth1.SignedRequest;
import io.clavis.throttle.Subject;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.TokenParts;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Method {@code oauth1}: a consumer signs the request with an access token instead of giving its user's password. */
public final class Oauth1Method implements AuthMethod {
    private static final String SIGNED = "/v3/auth/tokens";
    private final AccessTokens accessTokens;
    private final Users users;
    private final Lookup lookup;

    public Oauth1Method(AccessTokens accessTokens, Users users, TokenParts parts) {
        this.accessTokens = accessTokens;
        this.users = users;
        this.lookup = new Lookup(users, parts);
    }

    @Override
    public String name() {
        return "oauth1";
    }

    // Clients sign the address without what the query asks of the answer (nocatalog).
    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        var call = attempt.call();
        var request = SignedRequest.of(call, call.links().to(SIGNED));
        attempt.guess().at(Subject.consumer(request.consumer()));
        var token = accessTokens.authenticate(request);
        var account = users.find(token.userId())
                .filter(User::enabled)
                .flatMap(lookup::account)
                .orElseThrow(() -> new Unauthorized("no such enabled user in an enabled domain"));
        return new Proof(
                account,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ByAccessToken(token, accessTokens.roleIds(token))));
    }
}
