package io.clavis.credential;

import io.clavis.crypto.credential.CredentialCipher;
import io.clavis.crypto.credential.EncryptedCredential;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Attributes;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The rules of credentials. Thread-safe. */
public final class Credentials {
    private static final int MAX_ID = 64;
    private static final int MAX_TYPE = 255;
    private final Database database;
    private final CredentialCipher cipher;
    private final Blobs blobs;
    private final CredentialSettings settings;

    public Credentials(Database database, CredentialCipher cipher, CredentialSettings settings) {
        this.database = database;
        this.cipher = cipher;
        this.blobs = new Blobs(cipher);
        this.settings = settings;
    }

    /** The credential of that id. */
    public Optional<Credential> find(String id) {
        return database.read(sql -> CredentialStore.find(sql, id));
    }

    /** A user's credentials of a type, by id. */
    public List<Credential> ofUser(String userId, String type) {
        return database.read(sql -> CredentialStore.ofUser(sql, userId, type));
    }

    /** The blob in the clear. Throws {@link IllegalStateException} where its key is gone. */
    public String blob(Credential credential) {
        return blobs.open(credential);
    }

    /** The EC2 credential with an access key; empty where there is none, or none that signs anything. */
    public Optional<Ec2Key> ec2Key(String access) {
        return find(Ec2Blob.id(access))
                .filter(credential -> credential.type().equals(Credential.EC2))
                .flatMap(credential -> Ec2Blob.stored(blob(credential)).key(credential));
    }

    Page<Credential> list(ListQuery query) {
        var window = settings.limits().capped(query);
        return database.read(sql -> window.page(CredentialStore.list(sql, query, window)));
    }

    EncryptedCredential seal(String type, String blob) {
        return blobs.seal(type, blob);
    }

    /** Creates a credential; 403 for one more than {@code [credential] user_limit}, 409 where its id is taken. */
    void create(Origin origin, Credential credential) {
        create(origin, credential, false);
    }

    /** The same, with 404 where the user or the project was deleted since it was looked up. */
    void createForExisting(Origin origin, Credential credential) {
        create(origin, credential, true);
    }

    private void create(Origin origin, Credential credential, boolean existing) {
        Attributes.checkLength(credential.userId(), "user_id", MAX_ID);
        Attributes.checkLength(credential.projectId(), "project_id", MAX_ID);
        Attributes.checkLength(credential.type(), "type", MAX_TYPE);
        try {
            database.write(origin, tx -> {
                boolean project = credential.projectId() == null || tx.keep(Entity.PROJECT, credential.projectId());
                // Alone, so that two cannot exceed the limit.
                boolean user = tx.lock(Entity.USER, credential.userId());
                if (existing && !project) {
                    throw NotFound.of("project", String.valueOf(credential.projectId()));
                }
                if (existing && !user) {
                    throw NotFound.of("user", credential.userId());
                }
                checkLimit(tx, credential.userId());
                CredentialStore.insert(tx.sql(), credential);
                tx.changed(Entity.CREDENTIAL, credential.id(), Operation.CREATED, null);
                return credential;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("credential", "Duplicate entry found with ID " + credential.id());
        }
    }

    private void checkLimit(Transaction tx, String userId) {
        int limit = settings.userLimit();
        if (limit >= 0 && CredentialStore.countOfUser(tx.sql(), userId) >= limit) {
            throw Forbidden.because(
                    "Unable to create additional credentials, maximum of " + limit + " already exceeded for user.");
        }
    }

    /** Stores another blob; 404 for an unknown credential. */
    void update(Origin origin, Credential changed) {
        database.write(origin, tx -> {
            if (!CredentialStore.reseal(tx.sql(), changed.id(), changed.sealed())) {
                throw NotFound.of("credential", changed.id());
            }
            tx.changed(Entity.CREDENTIAL, changed.id(), Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a credential; 404 for an unknown one. */
    void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            if (!CredentialStore.delete(tx.sql(), id)) {
                throw NotFound.of("credential", id);
            }
            tx.changed(Entity.CREDENTIAL, id, Operation.DELETED, null);
            return id;
        });
    }

    /** Deletes what a user has. */
    public void deleteForUser(Transaction tx, String userId) {
        recordDeleted(tx, CredentialStore.deleteOfUser(tx.sql(), userId));
    }

    /** Deletes what is for a project. */
    public void deleteForProject(Transaction tx, String projectId) {
        recordDeleted(tx, CredentialStore.deleteOfProject(tx.sql(), projectId));
    }

    private static void recordDeleted(Transaction tx, List<String> ids) {
        ids.forEach(id -> tx.changed(Entity.CREDENTIAL, id, Operation.DELETED, null));
    }

    /** Whether every credential is encrypted with the primary key, so that the oldest key can go. */
    public boolean areUnderPrimaryKey() {
        var hash = cipher.primaryKeyHash();
        return !database.read(sql -> CredentialStore.anyWithOtherKey(sql, hash));
    }

    /** Whether any credential is encrypted with the key of this hash. */
    public boolean isUnder(DSLContext sql, String keyHash) {
        return CredentialStore.anyWithKey(sql, keyHash);
    }

    /**
     * Encrypts with the primary key what still is with another, each credential in a transaction of its own.
     *
     * @return the ids of those that no key fits; they stay as they were
     */
    public List<String> migrate(Origin origin) {
        var hash = cipher.primaryKeyHash();
        var lost = new ArrayList<String>();
        for (var credential : database.read(sql -> CredentialStore.withOtherKey(sql, hash))) {
            try {
                migrate(origin, credential);
            } catch (InvalidTokenException noKeyFits) {
                lost.add(credential.id());
            }
        }
        return List.copyOf(lost);
    }

    private void migrate(Origin origin, Credential credential) {
        var renewed = blobs.renew(credential.sealed());
        database.write(origin, tx -> {
            if (CredentialStore.reseal(tx.sql(), credential, renewed)) {
                tx.changed(Entity.CREDENTIAL, credential.id(), Operation.UPDATED, null);
            }
            return credential;
        });
    }
}
