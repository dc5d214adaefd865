package io.clavis.token;

import io.clavis.applicationcredential.AccessRule;
import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.assignment.RoleView;
import io.clavis.federation.ServiceProvider;
import io.clavis.http.Json;
import io.clavis.resource.Project;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.token.TokenSettings.AdminProject;
import io.clavis.trust.Trust;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A token as the API shows it; order and form of the members are upstream's. */
final class TokenBody {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);
    private static final DateTimeFormatter PASSWORD_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final byte[] CATALOG = ",\"catalog\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "}}".getBytes(StandardCharsets.UTF_8);

    private final Optional<AdminProject> adminProject;

    TokenBody(Optional<AdminProject> adminProject) {
        this.adminProject = adminProject;
    }

    /** The answer that shows a token, without a catalog. */
    byte[] render(Token token, List<ServiceProvider> serviceProviders) {
        return Json.bytes(Json.wrap("token", content(token, serviceProviders)));
    }

    private ObjectNode content(Token token, List<ServiceProvider> serviceProviders) {
        var body = Json.object();
        body.set("methods", Json.strings(token.methods()));
        body.set("user", user(token));
        body.set("audit_ids", Json.strings(token.payload().auditIds()));
        body.put("expires_at", time(token.expiresAt()));
        body.put("issued_at", time(token.issuedAt()));
        switch (token.scope()) {
            case ProjectScope(Project project, Project domain)
            when token.trust().isPresent() -> {
                token.trust().ifPresent(by -> body.set("OS-TRUST:trust", trust(by.trust())));
                body.set("project", project(project, domain));
                body.set("roles", wholeRoles(token));
            }
            case ProjectScope scope -> {
                body.set("project", project(scope.project(), scope.domain()));
                body.put("is_domain", scope.project().isDomain());
                body.set("roles", roles(token));
                adminProject.ifPresent(admin -> body.put("is_admin_project", admin.is(scope)));
            }
            case DomainScope(Project domain) -> {
                body.set("domain", named(domain));
                body.set("roles", roles(token));
            }
            case SystemScope() -> {
                body.set("roles", roles(token));
                body.set("system", Json.object().put("all", true));
            }
            case Unscoped() -> {}
        }
        if (!serviceProviders.isEmpty()) {
            body.set(
                    "service_providers",
                    Json.array(serviceProviders.stream()
                            .map(TokenBody::serviceProvider)
                            .toList()));
        }
        token.accessToken()
                .ifPresent(access -> body.set(
                        "OS-OAUTH1",
                        Json.object().put("access_token_id", access.id()).put("consumer_id", access.consumerId())));
        token.applicationCredential()
                .ifPresent(credential -> body.set("application_credential", applicationCredential(credential)));
        token.thumbprint()
                .ifPresent(print -> body.set("oauth2_credential", Json.object().put("x5t#S256", print)));
        return body;
    }

    /** A rendered answer with the catalog put in as its last member. */
    static byte[] withCatalog(byte[] answer, byte[] catalog) {
        var out = new ByteArrayOutputStream(answer.length + catalog.length + CATALOG.length);
        out.write(answer, 0, answer.length - END.length);
        out.writeBytes(CATALOG);
        out.writeBytes(catalog);
        out.writeBytes(END);
        return out.toByteArray();
    }

    private static ObjectNode user(Token token) {
        var user = token.shownUser();
        var body = Json.object();
        body.set("domain", named(token.shownUserDomain()));
        body.put("id", user.id()).put("name", user.name());
        var federation = token.federation();
        if (federation.isPresent()) {
            body.set("OS-FEDERATION", federation(federation.get()));
            return body;
        }
        var passwordExpiresAt = user.passwordExpiresAt();
        return body.put(
                "password_expires_at",
                passwordExpiresAt == null ? null : PASSWORD_TIME.format(passwordExpiresAt.atOffset(ZoneOffset.UTC)));
    }

    private static ObjectNode project(Project project, Project domain) {
        var body = Json.object();
        body.set("domain", named(domain));
        return body.put("id", project.id()).put("name", project.name());
    }

    private static ObjectNode trust(Trust trust) {
        var body = Json.object().put("id", trust.id());
        body.set("trustor_user", Json.object().put("id", trust.trustorUserId()));
        body.set("trustee_user", Json.object().put("id", trust.trusteeUserId()));
        return body.put("impersonation", trust.impersonation());
    }

    private static ArrayNode wholeRoles(Token token) {
        return Json.array(token.roles().stream().map(RoleView::attributes).toList());
    }

    private static ArrayNode roles(Token token) {
        boolean whole = token.federation().isPresent();
        return Json.array(token.roles().stream()
                .map(role -> whole ? wholeRole(role) : role(role))
                .toList());
    }

    private static ObjectNode applicationCredential(ApplicationCredential credential) {
        var body = Json.object().put("id", credential.id()).put("name", credential.name());
        body.put("restricted", credential.isRestricted());
        if (!credential.accessRules().isEmpty()) {
            body.set(
                    "access_rules",
                    Json.array(credential.accessRules().stream()
                            .map(TokenBody::accessRule)
                            .toList()));
        }
        return body;
    }

    private static ObjectNode accessRule(AccessRule rule) {
        return Json.object()
                .put("id", rule.id())
                .put("service", rule.service())
                .put("path", rule.path())
                .put("method", rule.method());
    }

    private static ObjectNode serviceProvider(ServiceProvider provider) {
        return Json.object()
                .put("auth_url", provider.authUrl())
                .put("id", provider.id())
                .put("sp_url", provider.spUrl());
    }

    private static ObjectNode role(Role role) {
        return Json.object().put("id", role.id()).put("name", role.name());
    }

    // Upstream shows federated users more of their roles than others.
    private static ObjectNode wholeRole(Role role) {
        var body = role(role)
                .put("domain_id", role.domainId())
                .put("description", role.description())
                .set("options", role.options().json());
        return role.extra().deepCopy().setAll(body);
    }

    private static ObjectNode federation(Federation federation) {
        var body = Json.object();
        body.set(
                "groups",
                Json.array(federation.groupIds().stream()
                        .map(id -> Json.object().put("id", id))
                        .toList()));
        body.set("identity_provider", Json.object().put("id", federation.identityProviderId()));
        body.set("protocol", Json.object().put("id", federation.protocolId()));
        return body;
    }

    private static ObjectNode named(Project domain) {
        return Json.object().put("id", domain.id()).put("name", domain.name());
    }

    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
