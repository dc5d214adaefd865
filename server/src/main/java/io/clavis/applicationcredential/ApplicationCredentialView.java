package io.clavis.applicationcredential;

import io.clavis.assignment.Role;
import io.clavis.http.Json;
import io.clavis.http.Links;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How application credentials and access rules look in answers. Links lack the user, as upstream's do. Pure. */
final class ApplicationCredentialView {
    private static final DateTimeFormatter EXPIRATION =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private ApplicationCredentialView() {}

    /** {@code roles} by id; a role that is no more is left out. */
    static ObjectNode json(ApplicationCredential credential, Map<String, Role> roles, Links links) {
        var json = Json.object()
                .put("id", credential.id())
                .put("name", credential.name())
                .put("description", credential.description())
                .put("user_id", credential.userId())
                .put("project_id", credential.projectId())
                .put("system", credential.system());
        var expiresAt = credential.expiresAt();
        json.put("expires_at", expiresAt == null ? null : EXPIRATION.format(expiresAt.atOffset(ZoneOffset.UTC)));
        json.put("unrestricted", credential.unrestricted());
        var shown = json.putArray("roles");
        for (var id : credential.roleIds()) {
            var role = roles.get(id);
            if (role != null) {
                shown.add(role(role));
            }
        }
        if (!credential.accessRules().isEmpty()) {
            json.set("access_rules", accessRules(credential));
        }
        json.set("links", links.self("/v3/application_credentials/", credential.id()));
        return json;
    }

    static ObjectNode json(AccessRule rule, Links links) {
        var json = rule(rule);
        json.set("links", links.self("/v3/access_rules/", rule.id()));
        return json;
    }

    private static ArrayNode accessRules(ApplicationCredential credential) {
        return Json.array(credential.accessRules().stream()
                .map(ApplicationCredentialView::rule)
                .toList());
    }

    private static ObjectNode rule(AccessRule rule) {
        return Json.object()
                .put("id", rule.id())
                .put("service", rule.service())
                .put("path", rule.path())
                .put("method", rule.method());
    }

    private static ObjectNode role(Role role) {
        var json = Json.object()
                .put("id", role.id())
                .put("name", role.name())
                .put("domain_id", role.domainId())
                .put("description", role.description());
        json.set("options", role.options().json());
        return json;
    }
}
