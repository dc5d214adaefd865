package io.clavis.credential;

import io.clavis.crypto.credential.EncryptedCredential;
import io.clavis.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A credential of a user, its blob still encrypted.
 *
 * @param type any word; {@code ec2} and {@code totp} have rules of their own
 * @param sealed opened by {@link Credentials#blob}
 */
public record Credential(
        String id,
        String userId,
        @Nullable String projectId,
        String type,
        ObjectNode extra,
        EncryptedCredential sealed) {
    /** The type of EC2 keys. */
    public static final String EC2 = "ec2";

    /** The type of seeds of one-time passcodes. */
    public static final String TOTP = "totp";

    /** Whether it is of a type, which upstream compares without case wherever it decides by one. */
    boolean is(String wanted) {
        return type.equalsIgnoreCase(wanted);
    }

    Credential with(EncryptedCredential blob) {
        return new Credential(id, userId, projectId, type, extra, blob);
    }

    /** Everything but the blob, as the API shows it. */
    ObjectNode facts() {
        var facts = Json.object();
        facts.setAll(extra);
        return facts.put("id", id)
                .put("user_id", userId)
                .put("project_id", projectId)
                .put("type", type);
    }

    @Override
    public String toString() {
        return "Credential[" + id + "]";
    }
}
