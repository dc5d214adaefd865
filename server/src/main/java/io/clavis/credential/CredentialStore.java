package io.clavis.credential;

import static io.clavis.db.Tables.CREDENTIAL;

import io.clavis.crypto.credential.EncryptedCredential;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table credential. */
final class CredentialStore {
    private static final Listing LISTING =
            Listing.of(CREDENTIAL, CREDENTIAL.ID, Map.of("user_id", CREDENTIAL.USER_ID, "type", CREDENTIAL.TYPE));

    private CredentialStore() {}

    static Optional<Credential> find(DSLContext sql, String id) {
        return sql.selectFrom(CREDENTIAL).where(CREDENTIAL.ID.eq(id)).fetchOptional(CredentialStore::credential);
    }

    static List<Credential> list(DSLContext sql, ListQuery query, Window window) {
        return sql.selectFrom(CREDENTIAL)
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .limit(window.rows())
                .fetch(CredentialStore::credential);
    }

    static List<Credential> ofUser(DSLContext sql, String userId, String type) {
        return sql.selectFrom(CREDENTIAL)
                .where(CREDENTIAL.USER_ID.eq(userId), CREDENTIAL.TYPE.eq(type))
                .orderBy(CREDENTIAL.ID)
                .fetch(CredentialStore::credential);
    }

    static int countOfUser(DSLContext sql, String userId) {
        return sql.fetchCount(CREDENTIAL, CREDENTIAL.USER_ID.eq(userId));
    }

    static boolean anyWithOtherKey(DSLContext sql, String keyHash) {
        return sql.fetchExists(CREDENTIAL, CREDENTIAL.KEY_HASH.ne(keyHash));
    }

    static boolean anyWithKey(DSLContext sql, String keyHash) {
        return sql.fetchExists(CREDENTIAL, CREDENTIAL.KEY_HASH.eq(keyHash));
    }

    static List<Credential> withOtherKey(DSLContext sql, String keyHash) {
        return sql.selectFrom(CREDENTIAL)
                .where(CREDENTIAL.KEY_HASH.ne(keyHash))
                .orderBy(CREDENTIAL.ID)
                .fetch(CredentialStore::credential);
    }

    static void insert(DSLContext sql, Credential credential) {
        sql.insertInto(CREDENTIAL)
                .set(CREDENTIAL.ID, credential.id())
                .set(CREDENTIAL.USER_ID, credential.userId())
                .set(CREDENTIAL.PROJECT_ID, credential.projectId())
                .set(CREDENTIAL.TYPE, credential.type())
                .set(CREDENTIAL.EXTRA, credential.extra())
                .set(CREDENTIAL.ENCRYPTED_BLOB, credential.sealed().blob())
                .set(CREDENTIAL.KEY_HASH, credential.sealed().keyHash())
                .execute();
    }

    /** Replaces the blob; false where there is no such credential. */
    static boolean reseal(DSLContext sql, String id, EncryptedCredential sealed) {
        return reseal(sql, CREDENTIAL.ID.eq(id), sealed);
    }

    /** Replaces the blob unless somebody else has done so since it was read. */
    static boolean reseal(DSLContext sql, Credential before, EncryptedCredential sealed) {
        return reseal(
                sql,
                CREDENTIAL
                        .ID
                        .eq(before.id())
                        .and(CREDENTIAL.ENCRYPTED_BLOB.eq(before.sealed().blob())),
                sealed);
    }

    private static boolean reseal(DSLContext sql, Condition which, EncryptedCredential sealed) {
        return sql.update(CREDENTIAL)
                        .set(CREDENTIAL.ENCRYPTED_BLOB, sealed.blob())
                        .set(CREDENTIAL.KEY_HASH, sealed.keyHash())
                        .where(which)
                        .execute()
                > 0;
    }

    static boolean delete(DSLContext sql, String id) {
        return sql.deleteFrom(CREDENTIAL).where(CREDENTIAL.ID.eq(id)).execute() > 0;
    }

    /** Returns the ids of what was deleted. */
    static List<String> deleteOfUser(DSLContext sql, String userId) {
        return delete(sql, CREDENTIAL.USER_ID.eq(userId));
    }

    /** Returns the ids of what was deleted. */
    static List<String> deleteOfProject(DSLContext sql, String projectId) {
        return delete(sql, CREDENTIAL.PROJECT_ID.eq(projectId));
    }

    private static List<String> delete(DSLContext sql, Condition which) {
        var ids = sql.select(CREDENTIAL.ID).from(CREDENTIAL).where(which).fetch(CREDENTIAL.ID);
        sql.deleteFrom(CREDENTIAL).where(which).execute();
        return ids;
    }

    private static Credential credential(Record row) {
        return new Credential(
                row.get(CREDENTIAL.ID),
                row.get(CREDENTIAL.USER_ID),
                row.get(CREDENTIAL.PROJECT_ID),
                row.get(CREDENTIAL.TYPE),
                row.get(CREDENTIAL.EXTRA),
                new EncryptedCredential(row.get(CREDENTIAL.ENCRYPTED_BLOB), row.get(CREDENTIAL.KEY_HASH)));
    }
}
