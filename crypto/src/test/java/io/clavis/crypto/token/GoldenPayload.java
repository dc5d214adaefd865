package io.clavis.crypto.token;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A payload as the golden vectors tell it. */
final class GoldenPayload {
    private GoldenPayload() {}

    static TokenPayload of(JsonNode in) {
        var user = in.get("user_id").asString();
        var methods = strings(in.get("methods"));
        var expires = Instant.parse(in.get("expires_at").asString());
        var audit = strings(in.get("audit_ids"));
        var project = in.path("project_id").asString("");
        var domain = in.path("domain_id").asString("");
        var idp = in.path("identity_provider_id").asString("");
        var protocol = in.path("protocol_id").asString("");
        var groups = in.path("federated_group_ids")
                .valueStream()
                .map(group -> group.get("id").asString())
                .toList();
        if (in.has("access_token_id")) {
            return new OauthScopedPayload(
                    user, methods, project, in.get("access_token_id").asString(), expires, audit);
        }
        if (in.has("trust_id")) {
            return new TrustScopedPayload(
                    user, methods, project, in.get("trust_id").asString(), expires, audit);
        }
        if (in.has("app_cred_id")) {
            return new ApplicationCredentialScopedPayload(
                    user, methods, project, in.get("app_cred_id").asString(), expires, audit);
        }
        if (in.has("thumbprint")) {
            return new Oauth2CredentialsScopedPayload(
                    user, methods, project, null, in.get("thumbprint").asString(), expires, audit);
        }
        if (in.has("system")) {
            return new SystemScopedPayload(user, methods, in.get("system").asString(), expires, audit);
        }
        if (!in.has("federated_group_ids")) {
            return !project.isEmpty()
                    ? new ProjectScopedPayload(user, methods, project, expires, audit)
                    : !domain.isEmpty()
                            ? new DomainScopedPayload(user, methods, domain, expires, audit)
                            : new UnscopedPayload(user, methods, expires, audit);
        }
        return !project.isEmpty()
                ? new FederatedProjectScopedPayload(user, methods, project, groups, idp, protocol, expires, audit)
                : !domain.isEmpty()
                        ? new FederatedDomainScopedPayload(user, methods, domain, groups, idp, protocol, expires, audit)
                        : new FederatedUnscopedPayload(user, methods, groups, idp, protocol, expires, audit);
    }

    static List<String> strings(JsonNode array) {
        return array == null
                ? Collections.emptyList()
                : array.valueStream().map(JsonNode::asString).toList();
    }
}
