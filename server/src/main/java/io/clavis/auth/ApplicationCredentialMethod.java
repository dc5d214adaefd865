package io.clavis.auth;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.throttle.Subject;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.TokenParts;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Method {@code application_credential}: a credential's secret instead of its user's password. The credential says whose
 * it is; with its id, whatever user the request names counts for nothing.
 */
public final class ApplicationCredentialMethod implements AuthMethod {
    static final String NAME = "application_credential";
    private static final String WHAT = "application credential";
    private final ApplicationCredentials credentials;
    private final Users users;
    private final TokenParts parts;
    private final Lookup lookup;

    public ApplicationCredentialMethod(ApplicationCredentials credentials, Users users, TokenParts parts) {
        this.credentials = credentials;
        this.users = users;
        this.parts = parts;
        this.lookup = new Lookup(users, parts);
    }

    @Override
    public String name() {
        return NAME;
    }

    // As upstream, an unknown id is told and costs no time: there are too many to guess. A user who may not log in is
    // not told, and so takes as long as a wrong secret.
    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        var id = AuthDocument.text(data, "id");
        var credential = id.isEmpty() ? named(attempt, data) : identified(attempt, id);
        attempt.guess().at(Subject.applicationCredential(credential.id()));
        var secret = AuthDocument.text(data, "secret");
        var account = parts.user(credential.userId()).filter(User::enabled).flatMap(lookup::account);
        if (account.isEmpty()) {
            users.authenticateUnknown(secret);
            throw new Unauthorized("no such enabled user in an enabled domain");
        }
        credentials.authenticate(credential, secret);
        return new Proof(
                account.get(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ByApplicationCredential(credential)));
    }

    private ApplicationCredential identified(Attempt attempt, String id) {
        var found = parts.applicationCredential(id);
        if (found.isEmpty()) {
            attempt.guess().at(Subject.applicationCredential(id));
        }
        return found.orElseThrow(() -> ApplicationCredentials.missing(id));
    }

    private ApplicationCredential named(Attempt attempt, ObjectNode data) {
        var name = AuthDocument.text(data, "name");
        if (name.isEmpty()) {
            throw BadRequest.missing("name or ID", WHAT);
        }
        var user = data.path("user");
        if (!user.isObject() || user.isEmpty()) {
            throw BadRequest.missing("user", WHAT);
        }
        var userId = userId(attempt, user);
        var found = credentials.findByName(userId, name);
        if (found.isEmpty()) {
            attempt.guess().at(Subject.applicationCredential(userId + "/" + name));
            users.authenticateUnknown(AuthDocument.text(data, "secret"));
        }
        return found.orElseThrow(() -> new Unauthorized("Could not find application credential: " + name));
    }

    private String userId(Attempt attempt, JsonNode user) {
        var id = AuthDocument.text(user, "id");
        if (!id.isEmpty()) {
            return id;
        }
        if (!user.has("domain")) {
            throw BadRequest.missing("domain", "user");
        }
        var name = AuthDocument.text(user, "name");
        if (name.isEmpty()) {
            throw BadRequest.missing("id or name", "user");
        }
        var domain = lookup.domainScope(user.path("domain")).orElseThrow(() -> new Unauthorized("no such domain"));
        var found = users.findByName(name, domain.domain().id()).map(User::id);
        if (found.isEmpty()) {
            attempt.guess().at(lookup.nobody(user));
        }
        return found.orElseThrow(() -> NotFound.of("user", name));
    }
}
