package io.clavis.token;

import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.token.RevocationEvent.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v3/OS-REVOKE/events}. */
public final class RevocationApi {
    private static final String PATH = "/v3/OS-REVOKE/events";
    private final Revocations revocations;

    public RevocationApi(Revocations revocations) {
        this.revocations = revocations;
    }

    public void declare(Operations api) {
        api.get(PATH, "identity:list_revoke_events", this::list)
                .named(Relation.extension("OS-REVOKE", "1.0", "events"));
    }

    private Reply list(Call call) {
        call.enforce();
        var since = call.query("since")
                .filter(text -> !text.isEmpty())
                .map(RevocationApi::moment)
                .orElse(Instant.EPOCH);
        var body = Json.object();
        body.set(
                "events",
                Json.array(revocations.after(since).stream()
                        .map(RevocationApi::view)
                        .toList()));
        // Upstream's link leaves out what was asked.
        body.set(
                "links",
                Json.object().putNull("next").put("self", call.links().to(PATH)).putNull("previous"));
        return Reply.ok(body);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            return withoutOffset(text);
        }
    }

    private static Instant withoutOffset(String text) {
        try {
            return LocalDateTime.parse(text.length() == "2001-01-01".length() ? text + "T00:00:00" : text)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            throw new BadRequest("invalidate date format " + text);
        }
    }

    private static ObjectNode view(RevocationEvent event) {
        var view = Json.object();
        for (var attribute : List.of(
                Attribute.USER_ID,
                Attribute.ROLE_ID,
                Attribute.DOMAIN_ID,
                Attribute.PROJECT_ID,
                Attribute.AUDIT_ID,
                Attribute.AUDIT_CHAIN_ID,
                Attribute.TRUST_ID,
                Attribute.CONSUMER_ID,
                Attribute.ACCESS_TOKEN_ID)) {
            var value = event.attributes().get(attribute);
            if (value != null) {
                view.put(name(attribute, event), value);
            }
        }
        var expiresAt = event.expiresAt();
        if (expiresAt != null) {
            view.put("expires_at", expiresAt.toString());
        }
        return view.put("issued_before", TokenBody.time(event.issuedBefore()))
                .put("revoked_at", TokenBody.time(event.revokedAt()));
    }

    private static String name(Attribute attribute, RevocationEvent event) {
        return switch (attribute) {
            case USER_ID -> "user_id";
            case ROLE_ID -> "role_id";
            case DOMAIN_ID -> event.expiresAt() == null ? "domain_id" : "domain_scope_id";
            case PROJECT_ID -> "project_id";
            case AUDIT_ID -> "audit_id";
            case AUDIT_CHAIN_ID -> "audit_chain_id";
            case TRUST_ID -> "OS-TRUST:trust_id";
            case CONSUMER_ID -> "OS-OAUTH1:consumer_id";
            case ACCESS_TOKEN_ID -> "OS-OAUTH1:access_token_id";
        };
    }
}
