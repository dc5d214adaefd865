package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.db.Identifier;
import io.clavis.db.Origin;
import io.clavis.http.Conflict;
import io.clavis.http.Json;
import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes sure that a user is there, enabled, and has a certain password: also for one who locked themselves out. */
final class UserProvision {
    private static final Logger LOG = LoggerFactory.getLogger(UserProvision.class);
    private final Capabilities capabilities;
    private final String domainId;

    UserProvision(Capabilities capabilities, String domainId) {
        this.capabilities = capabilities;
        this.domainId = domainId;
    }

    /** The user; one of that name that is there keeps the id, which must not be another than the one given. */
    User ensure(String name, String password, Optional<String> id) {
        var existing = capabilities.users().findByName(name, domainId);
        if (existing.isEmpty()) {
            return create(name, password, id.orElseGet(Identifier::random));
        }
        var user = existing.get();
        LOG.info("User {} already exists, skipping creation.", name);
        if (id.filter(wanted -> !wanted.equals(user.id())).isPresent()) {
            throw Conflict.storing("user_id", "user `" + name + "` already exists with `" + user.id() + "`");
        }
        return mend(user, password);
    }

    private User create(String name, String password, String id) {
        var user = capabilities
                .users()
                .create(
                        Origin.SYSTEM,
                        id,
                        Json.object()
                                .put("name", name)
                                .put("domain_id", domainId)
                                .put("enabled", true)
                                .put("password", password));
        LOG.info("Created user {}", name);
        return user;
    }

    // Enabled first: a disabled user's password cannot be tried.
    private User mend(User user, String password) {
        if (!user.enabled()) {
            update(user, Json.object().put("enabled", true));
            LOG.info("Enabled user {}.", user.name());
        }
        try {
            return capabilities.users().authenticate(Origin.SYSTEM, user.id(), password);
        } catch (Unauthorized lockedOut) {
            var mended = update(user, Json.object().put("password", password));
            LOG.info("Reset password for user {}.", user.name());
            return mended;
        }
    }

    private User update(User user, ObjectNode changes) {
        return capabilities.users().update(Origin.SYSTEM, user.id(), changes);
    }
}
