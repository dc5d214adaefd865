package io.clavis.credential;

import io.clavis.crypto.digest.Sha256;
import io.clavis.http.BadRequest;
import io.clavis.http.Delegation;
import io.clavis.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an EC2 credential's blob says: access key, secret, and what it was delegated by. */
record Ec2Blob(ObjectNode content) {
    /** What ties a key to the delegation that it was made with; fixed for ever. */
    private static final List<String> SCOPE = List.of("trust_id", "app_cred_id", "access_token_id", "access_id");

    /** A new key and its secret. */
    static Ec2Blob of(String access, String secret) {
        return new Ec2Blob(
                Json.object().put("access", access).put("secret", secret).putNull("trust_id"));
    }

    /** 400 for what is no JSON object with an access key. */
    static Ec2Blob parse(String blob) {
        var json = Json.parse(blob.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadRequest("Invalid blob in credential"));
        if (!(json instanceof ObjectNode content) || content.isEmpty()) {
            throw BadRequest.missing("blob", "credential");
        }
        if (!content.hasNonNull("access")) {
            throw BadRequest.missing("access", "credential");
        }
        return new Ec2Blob(content);
    }

    /** A blob as stored, which older releases never checked. */
    static Ec2Blob stored(String blob) {
        return Json.parse(blob.getBytes(StandardCharsets.UTF_8)).orElse(null) instanceof ObjectNode content
                ? new Ec2Blob(content)
                : new Ec2Blob(Json.object());
    }

    /** The id of the credential with an access key. */
    static String id(String access) {
        return Sha256.hex(access);
    }

    /** The id of the credential with this blob; 400 where the access key is no text. */
    String id() {
        if (!get("access").isString()) {
            throw BadRequest.missing("access", "credential");
        }
        return id(get("access").asString());
    }

    /** The same, good only within the delegation that it is made with. */
    Ec2Blob within(Delegation delegation) {
        var bound = content.deepCopy();
        delegation.trustId().ifPresent(id -> bound.put("trust_id", id));
        delegation.applicationCredentialId().ifPresent(id -> bound.put("app_cred_id", id));
        delegation.accessTokenId().ifPresent(id -> bound.put("access_token_id", id));
        return new Ec2Blob(bound);
    }

    /** 400 where {@code changed} would loosen or move what this one is tied to. */
    void refuseNewScope(Ec2Blob changed) {
        for (var key : SCOPE) {
            if (!get(key).equals(changed.get(key))) {
                throw new BadRequest(key + " can not be updated for credential");
            }
        }
    }

    /** A member; what is not there is null. */
    JsonNode get(String member) {
        var value = content.get(member);
        return value == null ? content.nullNode() : value;
    }

    /** What signs requests of the credential that this is the blob of; empty where it has no secret or no project. */
    Optional<Ec2Key> key(Credential credential) {
        var projectId = credential.projectId();
        if (projectId == null || !get("secret").isString()) {
            return Optional.empty();
        }
        return Optional.of(new Ec2Key(
                credential.userId(),
                projectId,
                get("secret").asString(),
                delegation("trust_id"),
                delegation("app_cred_id"),
                delegation("access_token_id")));
    }

    // Whatever stands there binds the key, be it ever so odd.
    private Optional<String> delegation(String member) {
        var value = get(member);
        return value.isNull() || (value.isString() && value.asString().isEmpty())
                ? Optional.empty()
                : Optional.of(value.isString() ? value.asString() : value.toString());
    }

    /** The JSON text. */
    String text() {
        return new String(Json.bytes(content), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Ec2Blob[***]";
    }
}
