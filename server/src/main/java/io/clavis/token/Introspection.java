package io.clavis.token;

import io.clavis.assignment.Role;
import io.clavis.http.Json;
import io.clavis.resource.Project;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What introspection tells of a token: the members of RFC 7662, and what is Keystone's own under {@code openstack_}. */
public final class Introspection {
    // RFC 6749, 3.3: what may stand in a scope.
    private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private Introspection() {}

    /** A token that is not valid, for whatever reason. */
    public static ObjectNode inactive() {
        return Json.object().put("active", false);
    }

    /**
     * A token that is valid.
     *
     * @param issuer the address of the API
     */
    public static ObjectNode of(Token token, String issuer) {
        var user = token.shownUser();
        var body = Json.object()
                .put("active", true)
                .put("token_type", "Bearer")
                .put("iss", issuer)
                .put("sub", user.id())
                .put("username", user.name())
                .put("jti", token.auditId())
                .put("iat", token.issuedAt().getEpochSecond())
                .put("exp", token.expiresAt().getEpochSecond())
                .put(
                        "scope",
                        token.roles().stream()
                                .map(Role::name)
                                .filter(name -> SCOPE_TOKEN.matcher(name).matches())
                                .collect(Collectors.joining(" ")));
        token.applicationCredential().ifPresent(credential -> body.put("client_id", credential.id()));
        named(body, "user_domain", token.shownUserDomain());
        switch (token.scope()) {
            case ProjectScope(Project project, Project domain) -> {
                named(body, "project", project);
                named(body, "project_domain", domain);
            }
            case DomainScope(Project domain) -> named(body, "domain", domain);
            case SystemScope _ -> body.put("openstack_system", "all");
            case Unscoped _ -> {}
        }
        body.set(
                "openstack_roles",
                Json.strings(token.roles().stream().map(Role::name).toList()));
        body.set("openstack_methods", Json.strings(token.methods()));
        body.set("openstack_audit_ids", Json.strings(token.payload().auditIds()));
        token.trust().ifPresent(by -> body.put("openstack_trust_id", by.id()));
        return body;
    }

    private static void named(ObjectNode body, String what, Project thing) {
        body.put("openstack_" + what + "_id", thing.id()).put("openstack_" + what + "_name", thing.name());
    }
}
