package io.clavis.trust;

import io.clavis.assignment.Role;
import io.clavis.assignment.RoleView;
import io.clavis.http.Json;
import io.clavis.http.Links;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How trusts look in answers, and to policy rules. The links to roles lack a part of the path, as upstream's do. Pure. */
final class TrustView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000000Z'", Locale.ROOT);

    private TrustView() {}

    /** The whole trust; a role that is no more is left out. */
    static ObjectNode json(Trust trust, List<Role> roles, Links links) {
        var json = Json.object();
        json.set("roles", roles(roles, links));
        json.setAll(attributes(trust));
        json.set("roles_links", rolesLinks(trust, links));
        json.set("links", links.self("/v3/OS-TRUST/trusts/", trust.id()));
        return json;
    }

    /** The short form in lists. */
    static ObjectNode brief(Trust trust, Links links) {
        var json = attributes(trust);
        json.set("links", links.self("/v3/OS-TRUST/trusts/", trust.id()));
        return json;
    }

    static ArrayNode roles(List<Role> roles, Links links) {
        return Json.array(roles.stream().map(role -> RoleView.json(role, links)).toList());
    }

    static ObjectNode rolesLinks(Trust trust, Links links) {
        return links.self("/v3/", trust.id(), "/roles").putNull("next").putNull("previous");
    }

    /** What rules find below {@code target.trust}. */
    static Map<String, ?> target(Trust trust) {
        var target = new HashMap<String, @Nullable Object>();
        target.put("id", trust.id());
        target.put("trustor_user_id", trust.trustorUserId());
        target.put("trustee_user_id", trust.trusteeUserId());
        target.put("project_id", trust.projectId());
        target.put("impersonation", trust.impersonation());
        target.put("redelegated_trust_id", trust.redelegatedTrustId());
        return Map.of("trust", target);
    }

    private static ObjectNode attributes(Trust trust) {
        var json = trust.extra().deepCopy();
        // The real Keystone keeps the roles there too, as they were asked for.
        json.remove(List.of("roles", "roles_links"));
        return json.put("id", trust.id())
                .put("trustor_user_id", trust.trustorUserId())
                .put("trustee_user_id", trust.trusteeUserId())
                .put("project_id", trust.projectId())
                .put("impersonation", trust.impersonation())
                .put("expires_at", time(trust.expiresAt()))
                .put("remaining_uses", trust.remainingUses())
                .putNull("deleted_at")
                .put("redelegated_trust_id", trust.redelegatedTrustId())
                .put("redelegation_count", trust.redelegationCount());
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
