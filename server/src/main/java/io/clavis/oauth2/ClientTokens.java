package io.clavis.oauth2;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.clavis.auth.Authenticator;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens of clients that show their secret with every request: hashed once, and then known for some minutes by a
 * keyed digest, for as long as the token is valid. Thread-safe.
 */
final class ClientTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 1_000;
    private final Tokens tokens;
    private final Authenticator authenticator;
    private final SecretKeySpec key;
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    ClientTokens(Tokens tokens, Authenticator authenticator) {
        this.tokens = tokens;
        this.authenticator = authenticator;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** The text of a valid token of the client; refused as a request for a token is. */
    String of(Call call, ClientCredentials client) {
        var digest = digest(client);
        var before = known.getIfPresent(digest);
        if (before != null && isValid(before)) {
            return before;
        }
        var issued = authenticator.authenticate(call, auth(client)).text();
        known.put(digest, issued);
        return issued;
    }

    /** The request for a token that a client's id and secret stand for. */
    static ObjectNode auth(ClientCredentials client) {
        var auth = Json.object();
        var identity = auth.putObject("identity");
        identity.putArray("methods").add("application_credential");
        identity.putObject("application_credential").put("id", client.id()).put("secret", client.secret());
        return auth;
    }

    private boolean isValid(String text) {
        try {
            tokens.validate(text, Duration.ZERO);
            return true;
        } catch (NotFound ended) {
            return false;
        }
    }

    private String digest(ClientCredentials client) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(client.id().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(client.secret().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
