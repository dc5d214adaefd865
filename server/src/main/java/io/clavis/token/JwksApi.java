package io.clavis.token;

import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.crypto.token.JsonWebKey;
import io.clavis.crypto.token.TokenFormat;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.http.Unavailable;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v3/auth/OS-CLAVIS/jwks.json}: the JSON Web Key Set (RFC 7517) that verifies our tokens, for services that
 * need not ask about each. It is empty where tokens are of Fernet's form. Whoever goes by signatures alone learns nothing
 * of revocations.
 */
public final class JwksApi {
    private static final String TYPE = "application/jwk-set+json";
    // A new key is published long before it signs.
    private static final String CACHING = "public, max-age=300";
    private final TokenFormat format;

    public JwksApi(TokenFormat format) {
        this.format = format;
    }

    /** Declares the operation. */
    public void declare(Operations api) {
        api.get("/v3/auth/OS-CLAVIS/jwks.json", Access.OPEN, this::show);
    }

    private Reply show(Call call) {
        var keys = publicKeys().stream()
                .map(JsonWebKey::of)
                .flatMap(Optional::stream)
                .toList();
        var set = Json.object();
        set.set("keys", Json.array(keys));
        return Reply.text(200, TYPE, set.toString()).with("Cache-Control", CACHING);
    }

    private List<PublicKey> publicKeys() {
        try {
            return format.publicKeys();
        } catch (KeyRepositoryException unreadable) {
            throw new Unavailable("This node cannot read its keys.", unreadable);
        }
    }
}
