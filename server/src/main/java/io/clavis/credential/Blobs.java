package io.clavis.credential;

import io.clavis.crypto.credential.CredentialCipher;
import io.clavis.crypto.credential.EncryptedCredential;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Blobs at rest. Upstream stores that of type {@code ec2}, spelt just so, as JSON text within a JSON string; older
 * releases, and its PATCH, as the JSON object itself.
 */
final class Blobs {
    private final CredentialCipher cipher;

    Blobs(CredentialCipher cipher) {
        this.cipher = cipher;
    }

    EncryptedCredential seal(String type, String blob) {
        return cipher.encrypt(type.equals(Credential.EC2) ? quoted(blob) : blob);
    }

    String open(Credential credential) {
        var text = decrypt(credential);
        return credential.type().equals(Credential.EC2) ? unquoted(text) : text;
    }

    /** The same plaintext under the primary key. */
    EncryptedCredential renew(EncryptedCredential sealed) {
        return cipher.encrypt(cipher.decrypt(sealed.blob()));
    }

    private String decrypt(Credential credential) {
        try {
            return cipher.decrypt(credential.sealed().blob());
        } catch (InvalidTokenException lost) {
            throw new IllegalStateException(
                    "credential " + credential.id() + " fits no key in [credential] key_repository", lost);
        }
    }

    private static String quoted(String blob) {
        return text(JsonNodeFactory.instance.stringNode(blob));
    }

    private static String unquoted(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8))
                .map(json -> json.isString() ? json.asString() : text(json))
                .orElse(text);
    }

    private static String text(JsonNode json) {
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }
}
