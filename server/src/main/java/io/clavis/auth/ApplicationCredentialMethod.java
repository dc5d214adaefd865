package io.clavis.auth;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
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
    private final Lookup lookup;

    public ApplicationCredentialMethod(ApplicationCredentials credentials, Users users, Projects projects) {
        this.credentials = credentials;
        this.users = users;
        this.lookup = new Lookup(users, projects);
    }

    @Override
    public String name() {
        return NAME;
    }

    // As upstream, an unknown id is told and costs no time: ids are no secret, and there are too many to guess.
    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        var id = AuthDocument.text(data, "id");
        var credential =
                id.isEmpty() ? named(data) : credentials.find(id).orElseThrow(() -> ApplicationCredentials.missing(id));
        var account = users.find(credential.userId())
                .filter(User::enabled)
                .flatMap(lookup::account)
                .orElseThrow(() -> new Unauthorized("no such enabled user in an enabled domain"));
        credentials.authenticate(credential, AuthDocument.text(data, "secret"));
        return new Proof(
                account,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ByApplicationCredential(credential)));
    }

    private ApplicationCredential named(ObjectNode data) {
        var name = AuthDocument.text(data, "name");
        if (name.isEmpty()) {
            throw BadRequest.missing("name or ID", WHAT);
        }
        var user = data.path("user");
        if (!user.isObject() || user.isEmpty()) {
            throw BadRequest.missing("user", WHAT);
        }
        return credentials
                .findByName(userId(user), name)
                .orElseThrow(() -> new Unauthorized("Could not find application credential: " + name));
    }

    private String userId(JsonNode user) {
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
        return users.findByName(name, domain.domain().id()).map(User::id).orElseThrow(() -> NotFound.of("user", name));
    }
}
