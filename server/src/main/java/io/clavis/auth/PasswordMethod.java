package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import io.clavis.identity.Users;
import io.clavis.throttle.Subject;
import tools.jackson.databind.node.ObjectNode;

/** Method {@code password}. */
final class PasswordMethod implements AuthMethod {
    private final Users users;
    private final Lookup lookup;

    PasswordMethod(Users users, Lookup lookup) {
        this.users = users;
        this.lookup = lookup;
    }

    @Override
    public String name() {
        return "password";
    }

    // Whoever is not there, or disabled, takes as long as a wrong password and is refused in the same words, so that
    // nothing tells which users exist.
    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        if (!data.has("user")) {
            throw BadRequest.missing("user", name());
        }
        users.requireRoom();
        var user = data.path("user");
        var account = lookup.account(user).filter(found -> found.user().enabled());
        var password = AuthDocument.text(user, "password");
        attempt.guess().at(account.map(found -> Subject.user(found.user().id())).orElseGet(() -> lookup.nobody(user)));
        if (account.isEmpty()) {
            users.authenticateUnknown(password);
            throw new Unauthorized("no such enabled user in an enabled domain");
        }
        var found = account.get();
        var proven = users.authenticate(attempt.origin(), found.user().id(), password);
        return Proof.of(new Account(proven, found.domain()));
    }
}
