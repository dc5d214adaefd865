package io.clavis.oauth1;

import io.clavis.assignment.Assignments;
import io.clavis.assignment.Role;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Identifier;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.resource.Projects;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of request tokens: a consumer asks for one, a user agrees. */
public final class RequestTokens {
    private final Database database;
    private final Projects projects;
    private final Assignments assignments;
    private final Duration duration;
    private final InstantSource clock;
    private final SecureRandom random;

    /** With the life of a token; verifiers come from {@code random}. */
    public RequestTokens(
            Database database,
            Projects projects,
            Assignments assignments,
            Duration duration,
            InstantSource clock,
            SecureRandom random) {
        this.database = database;
        this.projects = projects;
        this.assignments = assignments;
        this.duration = duration;
        this.clock = clock;
        this.random = random;
    }

    /** A token for a consumer that wants access to a project; 401 where another signed. */
    Granted create(Origin origin, SignedRequest request, String consumerId, String projectId) {
        if (projects.find(projectId).isEmpty()) {
            throw NotFound.of("project", projectId);
        }
        var secret = database.read(sql -> ConsumerStore.secret(sql, consumerId)).orElseThrow(Consumers::notFound);
        request.requireForm(clock.instant());
        requireNoRealm(request);
        if (request.parameter("oauth_callback").isEmpty()) {
            throw SignedRequest.invalid("Missing callback URI.");
        }
        if (!request.isSignedWith(secret, tokenSecret(request))) {
            throw new Unauthorized("Invalid signature");
        }
        var expiresAt = Expiration.after(duration, clock);
        var token = new RequestToken(
                Identifier.random(), Identifier.random(), null, null, projectId, List.of(), consumerId, expiresAt);
        database.write(origin, tx -> {
            RequestTokenStore.insert(tx.sql(), token);
            tx.changed(Entity.REQUEST_TOKEN, token.id(), Operation.CREATED, null);
            return true;
        });
        return new Granted(token.id(), token.secret(), expiresAt);
    }

    private static void requireNoRealm(SignedRequest request) {
        var realms = request.realms();
        if (!realms.isEmpty()) {
            throw SignedRequest.invalid(realms.stream()
                    .map(realm -> "'" + realm + "'")
                    .collect(Collectors.joining(", ", "Invalid realm [", "]. Allowed are [].")));
        }
    }

    // A consumer that has access already may say so, and signs with that secret too.
    private String tokenSecret(SignedRequest request) {
        var accessTokenId = request.parameter("oauth_token");
        if (accessTokenId.isEmpty()) {
            return "";
        }
        return Optional.of(accessTokenId)
                .filter(SignedRequest::isIdentifier)
                .flatMap(id -> database.read(sql -> AccessTokenStore.secrets(sql, id)))
                .orElseThrow(AccessTokens::missing)
                .token();
    }

    /** The token of that id; 404 for an unknown one, 401 for one that is over. */
    RequestToken get(String id) {
        var token = database.read(sql -> RequestTokenStore.find(sql, id)).orElseThrow(RequestTokens::missing);
        Expiration.requireFuture(token.expiresAt(), clock, "Request");
        return token;
    }

    /** A user agrees to a consumer's using some roles; 401 where the user does not hold them all. Returns the verifier. */
    String authorize(Origin origin, RequestToken token, String userId, Collection<String> roleIds) {
        if (!held(userId, token.projectId()).containsAll(roleIds)) {
            throw new Unauthorized("authorizing user does not have role required");
        }
        var verifier = Verifier.random(random);
        return database.write(origin, tx -> {
            if (!RequestTokenStore.authorize(tx.sql(), token.id(), userId, List.copyOf(roleIds), verifier)) {
                throw missing();
            }
            tx.changed(Entity.REQUEST_TOKEN, token.id(), Operation.UPDATED, null);
            return verifier;
        });
    }

    private Set<String> held(String userId, String projectId) {
        return assignments.effectiveRolesOnProject(userId, projectId).stream()
                .map(Role::id)
                .collect(Collectors.toSet());
    }

    static NotFound missing() {
        return new NotFound("Request token not found");
    }
}
