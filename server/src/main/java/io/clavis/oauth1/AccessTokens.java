package io.clavis.oauth1;

import static io.clavis.db.Tables.ACCESS_TOKEN;

import io.clavis.assignment.ImpliedRoles;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Identifier;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of access tokens. */
public final class AccessTokens {
    private final Database database;
    private final ImpliedRoles impliedRoles;
    private final Duration duration;
    private final InstantSource clock;

    /** With the life of a token. */
    public AccessTokens(Database database, ImpliedRoles impliedRoles, Duration duration, InstantSource clock) {
        this.database = database;
        this.impliedRoles = impliedRoles;
        this.duration = duration;
        this.clock = clock;
    }

    /** The access token of that id. */
    public Optional<AccessToken> find(String id) {
        return database.read(sql -> AccessTokenStore.find(sql, id));
    }

    /** The same; 404 for an unknown one. */
    public AccessToken get(String id) {
        return find(id).orElseThrow(AccessTokens::missing);
    }

    /** All that a user handed out, by id. */
    List<AccessToken> ofUser(String userId) {
        return database.read(sql -> AccessTokenStore.ofUser(sql, userId));
    }

    /** What an access token lets its consumer do at most: the roles passed on and all that they imply. One statement. */
    public Set<String> roleIds(AccessToken token) {
        return impliedRoles.withImplied(token.roleIds());
    }

    /**
     * The access token that a request is signed with; 401 where it is not, or not by the consumer that the token was
     * given to.
     */
    public AccessToken authenticate(SignedRequest request) {
        var token = get(request.required("oauth_token"));
        Expiration.requireFuture(token.expiresAt(), clock, "Access");
        try {
            request.requireForm(clock.instant());
        } catch (BadRequest illFormed) {
            throw new Unauthorized(illFormed.text());
        }
        var signed = token.consumerId().equals(request.parameter("oauth_consumer_key"))
                && database.read(sql -> AccessTokenStore.secrets(sql, token.id()))
                        .filter(secrets -> request.isSignedWith(secrets.consumer(), secrets.token()))
                        .isPresent();
        if (!signed) {
            throw new Unauthorized("Could not validate the access token");
        }
        return token;
    }

    /** An access token in exchange for a request token that a user agreed to; 401 where the consumer proves less. */
    Granted exchange(Origin origin, SignedRequest request, RequestToken asked) {
        requireProof(request, asked);
        var userId = asked.userId();
        if (userId == null) {
            throw new Unauthorized("Request Token does not have an authorizing user id.");
        }
        var secret = Identifier.random();
        var token = new AccessToken(
                Identifier.random(),
                userId,
                asked.projectId(),
                asked.roleIds(),
                asked.consumerId(),
                Expiration.after(duration, clock));
        database.write(origin, tx -> {
            // Of two who come at once, one finds it gone.
            if (!RequestTokenStore.delete(tx.sql(), asked.id())) {
                throw RequestTokens.missing();
            }
            AccessTokenStore.insert(tx.sql(), token, secret);
            tx.changed(Entity.REQUEST_TOKEN, asked.id(), Operation.DELETED, null);
            tx.changed(Entity.ACCESS_TOKEN, token.id(), Operation.CREATED, null);
            return true;
        });
        return new Granted(token.id(), secret, token.expiresAt());
    }

    private void requireProof(SignedRequest request, RequestToken asked) {
        request.requireForm(clock.instant());
        if (!SignedRequest.isIdentifier(request.parameter("oauth_token"))) {
            throw SignedRequest.invalid("Invalid resource owner key format.");
        }
        var verifier = request.parameter("oauth_verifier");
        if (!Verifier.isOne(verifier)) {
            throw SignedRequest.invalid("Invalid verifier format.");
        }
        if (!asked.consumerId().equals(request.parameter("oauth_consumer_key"))) {
            throw new Unauthorized("Provided consumer key does not match stored consumer key.");
        }
        if (!equal(verifier, asked.verifier())) {
            throw new Unauthorized("Provided verifier does not match stored verifier");
        }
        var secret = database.read(sql -> ConsumerStore.secret(sql, asked.consumerId()))
                .orElseThrow(() -> new Unauthorized("Provided consumer does not exist."));
        if (!request.isSignedWith(secret, asked.secret())) {
            throw new Unauthorized("Invalid signature");
        }
    }

    private static boolean equal(String given, @Nullable String expected) {
        return expected != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends one, and with it the tokens that were issued for it; 404 for an unknown one. */
    void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            if (AccessTokenStore.delete(tx.sql(), ACCESS_TOKEN.ID.eq(id)).isEmpty()) {
                throw missing();
            }
            tx.changed(Entity.ACCESS_TOKEN, id, Operation.DELETED, null);
            return true;
        });
    }

    static NotFound missing() {
        return new NotFound("Access token not found");
    }
}
