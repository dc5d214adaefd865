package io.clavis.applicationcredential;

import io.clavis.assignment.Assignments;
import io.clavis.assignment.Role;
import io.clavis.crypto.password.Passwords;
import io.clavis.db.ChangeListener;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.PasswordHashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules on application credentials. Thread-safe. Secrets are hashed before a transaction begins. */
public final class ApplicationCredentials {
    private final Database database;
    private final Assignments assignments;
    private final PasswordHashing hashing;
    private final int userLimit;
    private final InstantSource clock;
    private final VerifiedSecrets verified = new VerifiedSecrets(new SecureRandom());
    private final ApplicationCredentialDeletion deletion = new ApplicationCredentialDeletion();

    /** {@code userLimit} is {@code [application_credential] user_limit}; negative for none. */
    public ApplicationCredentials(
            Database database, Assignments assignments, Passwords passwords, int userLimit, InstantSource clock) {
        this.database = database;
        this.assignments = assignments;
        this.hashing = new PasswordHashing(passwords);
        this.userLimit = userLimit;
        this.clock = clock;
    }

    /** The credential with this id. Three statements. */
    public Optional<ApplicationCredential> find(String id) {
        return database.read(sql -> ApplicationCredentialStore.find(sql, id));
    }

    /** A user's credential of this name; names are unique to a user. */
    public Optional<ApplicationCredential> findByName(String userId, String name) {
        return database.read(sql -> ApplicationCredentialStore.findByName(sql, userId, name));
    }

    /** All of a user, in the order they were made. */
    public List<ApplicationCredential> ofUser(String userId) {
        return database.read(sql -> ApplicationCredentialStore.ofUser(sql, userId));
    }

    /** 400 for a secret of which a part would not count, so that who knows the rest would know it all. */
    void requireWhole(String secret) {
        int longest = hashing.longest();
        if (secret.getBytes(StandardCharsets.UTF_8).length > longest) {
            throw new BadRequest(
                    "Invalid application credential: its secret must not be longer than " + longest + " bytes");
        }
    }

    /**
     * Makes a credential; 403 beyond the user's limit, 400 for a role that the user does not have on the project, 409
     * for a name that the user has given already.
     *
     * @return the credential with its access rules as they are kept
     */
    ApplicationCredential create(Origin origin, NewApplicationCredential asked) {
        var credential = asked.credential();
        var userId = credential.userId();
        requireRoom(userLimit < 0 ? 0 : database.read(sql -> ApplicationCredentialStore.count(sql, userId)));
        requireRoles(credential);
        var hash = hashing.hash(asked.secret());
        try {
            return database.write(origin, tx -> {
                keep(tx, credential);
                requireRoom(userLimit < 0 ? 0 : ApplicationCredentialStore.count(tx.sql(), userId));
                var rules = AccessRules.take(tx, userId, asked.accessRules());
                ApplicationCredentialStore.insert(tx.sql(), credential, hash, rules.keySet());
                tx.changed(Entity.APPLICATION_CREDENTIAL, credential.id(), Operation.CREATED, null);
                return ApplicationCredentialStore.find(tx.sql(), credential.id())
                        .orElseThrow();
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("application_credential", "Duplicate entry found with name " + credential.name());
        }
    }

    // What was there a moment ago can be deleted meanwhile; the user is locked, so that two cannot exceed the limit.
    private static void keep(Transaction tx, ApplicationCredential credential) {
        var projectId = credential.projectId();
        if (projectId != null && !tx.keep(Entity.PROJECT, projectId)) {
            throw NotFound.of("project", projectId);
        }
        if (!tx.lock(Entity.USER, credential.userId())) {
            throw NotFound.of("user", credential.userId());
        }
        if (!tx.keep(Entity.ROLE, credential.roleIds())) {
            throw new BadRequest("Invalid application credential: one of its roles does not exist any more.");
        }
    }

    /** Deletes a credential; its tokens end with it. 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            if (!deletion.delete(tx, id)) {
                throw missing(id);
            }
            return id;
        });
    }

    /** 401 where the secret is wrong or the credential has expired. A secret that was right before costs no hash. */
    public void authenticate(ApplicationCredential credential, String secret) {
        if (!isRight(credential.id(), secret) || credential.isExpired(clock.instant())) {
            throw new Unauthorized("Invalid application credential ID or secret");
        }
    }

    private boolean isRight(String id, String secret) {
        if (verified.knows(id, secret)) {
            return true;
        }
        var hash = database.read(sql -> ApplicationCredentialStore.secretHash(sql, id));
        var right = hashing.verify(secret, hash.orElse(null));
        if (right) {
            verified.remember(id, secret);
        }
        return right;
    }

    /** To be told of every change. */
    public ChangeListener listener() {
        return verified;
    }

    /** The usual refusal. */
    public static NotFound missing(String id) {
        return NotFound.of("Application Credential", id);
    }

    private void requireRoom(int count) {
        if (userLimit >= 0 && count >= userLimit) {
            throw Forbidden.because("Unable to create additional application credentials, maximum of " + userLimit
                    + " already exceeded for user.");
        }
    }

    private void requireRoles(ApplicationCredential credential) {
        var projectId = credential.projectId();
        if (projectId == null) {
            return;
        }
        var held = assignments.effectiveRolesOnProject(credential.userId(), projectId).stream()
                .map(Role::id)
                .collect(Collectors.toSet());
        for (var roleId : credential.roleIds()) {
            if (!held.contains(roleId)) {
                throw new BadRequest("Invalid application credential: Could not find role assignment with role: "
                        + roleId + ", user or group: " + credential.userId() + ", project, domain, or system: "
                        + projectId + ".");
            }
        }
    }
}
