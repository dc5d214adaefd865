package io.clavis.auth;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.token.FernetReceipts;
import io.clavis.db.UsedOnce;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.throttle.Throttle;
import io.clavis.throttle.ThrottleSettings;
import io.clavis.token.Cloud;
import io.clavis.token.RevocationApi;
import io.clavis.token.TokenApi;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The operations of tokens and authentication over HTTP, on a {@link Cloud}. */
final class AuthServer implements AutoCloseable {
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private final TestServer server;

    AuthServer(Cloud cloud, boolean allowRescope) {
        var authenticator = new Authenticator(
                cloud.tokens,
                cloud.users,
                cloud.trusts,
                new AuthSettings(Cloud.METHODS, allowRescope),
                new Throttle(ThrottleSettings.NONE, cloud.clock),
                ExternalMethod.all(
                                new ExternalSettings(false, cloud.home),
                                new AssertionSettings(List.of(), "X-", false, "", protocol -> Optional.empty()),
                                cloud.users,
                                cloud.tokens.parts())
                        .toList());
        server = TestServer.start(enforcer, cloud.tokens, api -> {
            new AuthApi(authenticator, cloud.tokens, cloud.projects, cloud.assignments, receipts(cloud)).declare(api);
            new TokenApi(cloud.tokens, true).declare(api);
            new RevocationApi(cloud.revocations).declare(api);
        });
    }

    static Receipts receipts(Cloud cloud) {
        var keys = KeySource.of(FernetKey.generate(new SecureRandom()));
        return new Receipts(
                new FernetReceipts(keys, Cloud.METHODS, cloud.clock, new SecureRandom()),
                new UsedOnce(cloud.database, cloud.clock),
                new Throttle(ThrottleSettings.NONE, cloud.clock),
                Duration.ofMinutes(5),
                cloud.clock);
    }

    /** Asks for a token; {@code identity} is the content of {@code identity}, {@code rest} follows it. */
    Answer authenticate(String identity, String rest) {
        return server.post(null, "/v3/auth/tokens", "{'auth':{'identity':" + identity + rest + "}}");
    }

    Answer password(String userId, String password, String rest) {
        return authenticate(
                "{'methods':['password'],'password':{'user':{'id':'" + userId + "','password':'" + password + "'}}}",
                rest);
    }

    /** A token for a password, with a scope such as {@code 'project':{'id':'…'}}. */
    String token(String userId, String scope) {
        return password(userId, "secret", ",'scope':{" + scope + "}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
    }

    Answer rescope(String token, String scope) {
        return authenticate("{'methods':['token'],'token':{'id':'" + token + "'}}", ",'scope':{" + scope + "}");
    }

    Answer validate(String caller, String subject, String query) {
        return server.send(caller, "GET", "/v3/auth/tokens" + query, null, "X-Subject-Token", subject);
    }

    Answer send(String caller, String method, String path, String... headers) {
        return server.send(caller, method, path, null, headers);
    }

    Answer post(String body) {
        return server.post(null, "/v3/auth/tokens", body);
    }

    @Override
    public void close() {
        server.close();
        enforcer.close();
    }
}
