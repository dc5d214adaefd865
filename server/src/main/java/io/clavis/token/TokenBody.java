package io.clavis.token;

import io.clavis.applicationcredential.AccessRule;
import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.assignment.RoleView;
import io.clavis.federation.ServiceProvider;
import io.clavis.http.Json;
import io.clavis.identity.User;
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
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
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
        return Json.written(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("token");
            content(out, token, serviceProviders);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private void content(JsonGenerator out, Token token, List<ServiceProvider> serviceProviders) {
        strings(out, "methods", token.methods());
        user(out, token);
        strings(out, "audit_ids", token.payload().auditIds());
        out.writeStringProperty("expires_at", time(token.expiresAt()));
        out.writeStringProperty("issued_at", time(token.issuedAt()));
        switch (token.scope()) {
            case ProjectScope(Project project, Project domain)
            when token.trust().isPresent() -> {
                token.trust().ifPresent(by -> trust(out, by.trust()));
                project(out, project, domain);
                objects(out, "roles", token.roles(), role -> out.writeTree(RoleView.attributes(role)));
            }
            case ProjectScope scope -> {
                project(out, scope.project(), scope.domain());
                out.writeBooleanProperty("is_domain", scope.project().isDomain());
                roles(out, token);
                adminProject.ifPresent(admin -> out.writeBooleanProperty("is_admin_project", admin.is(scope)));
            }
            case DomainScope(Project domain) -> {
                named(out, "domain", domain.id(), domain.name());
                roles(out, token);
            }
            case SystemScope() -> {
                roles(out, token);
                out.writeObjectPropertyStart("system");
                out.writeBooleanProperty("all", true);
                out.writeEndObject();
            }
            case Unscoped() -> {}
        }
        if (!serviceProviders.isEmpty()) {
            objects(out, "service_providers", serviceProviders, provider -> serviceProvider(out, provider));
        }
        token.accessToken().ifPresent(access -> {
            out.writeObjectPropertyStart("OS-OAUTH1");
            out.writeStringProperty("access_token_id", access.id());
            out.writeStringProperty("consumer_id", access.consumerId());
            out.writeEndObject();
        });
        token.applicationCredential().ifPresent(credential -> applicationCredential(out, credential));
        token.thumbprint().ifPresent(print -> {
            out.writeObjectPropertyStart("oauth2_credential");
            out.writeStringProperty("x5t#S256", print);
            out.writeEndObject();
        });
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

    private static void user(JsonGenerator out, Token token) {
        var user = token.shownUser();
        out.writeObjectPropertyStart("user");
        named(
                out,
                "domain",
                token.shownUserDomain().id(),
                token.shownUserDomain().name());
        out.writeStringProperty("id", user.id());
        out.writeStringProperty("name", user.name());
        token.federation().ifPresentOrElse(by -> federation(out, by), () -> passwordExpiry(out, user));
        out.writeEndObject();
    }

    private static void passwordExpiry(JsonGenerator out, User user) {
        var at = user.passwordExpiresAt();
        if (at == null) {
            out.writeNullProperty("password_expires_at");
            return;
        }
        out.writeStringProperty("password_expires_at", PASSWORD_TIME.format(at.atOffset(ZoneOffset.UTC)));
    }

    private static void project(JsonGenerator out, Project project, Project domain) {
        out.writeObjectPropertyStart("project");
        named(out, "domain", domain.id(), domain.name());
        out.writeStringProperty("id", project.id());
        out.writeStringProperty("name", project.name());
        out.writeEndObject();
    }

    private static void trust(JsonGenerator out, Trust trust) {
        out.writeObjectPropertyStart("OS-TRUST:trust");
        out.writeStringProperty("id", trust.id());
        identified(out, "trustor_user", trust.trustorUserId());
        identified(out, "trustee_user", trust.trusteeUserId());
        out.writeBooleanProperty("impersonation", trust.impersonation());
        out.writeEndObject();
    }

    private static void roles(JsonGenerator out, Token token) {
        boolean whole = token.federation().isPresent();
        objects(out, "roles", token.roles(), role -> {
            if (whole) {
                out.writeTree(wholeRole(role));
            } else {
                out.writeStartObject();
                out.writeStringProperty("id", role.id());
                out.writeStringProperty("name", role.name());
                out.writeEndObject();
            }
        });
    }

    private static void applicationCredential(JsonGenerator out, ApplicationCredential credential) {
        out.writeObjectPropertyStart("application_credential");
        out.writeStringProperty("id", credential.id());
        out.writeStringProperty("name", credential.name());
        out.writeBooleanProperty("restricted", credential.isRestricted());
        if (!credential.accessRules().isEmpty()) {
            objects(out, "access_rules", credential.accessRules(), rule -> accessRule(out, rule));
        }
        out.writeEndObject();
    }

    private static void accessRule(JsonGenerator out, AccessRule rule) {
        out.writeStartObject();
        out.writeStringProperty("id", rule.id());
        out.writeStringProperty("service", rule.service());
        out.writeStringProperty("path", rule.path());
        out.writeStringProperty("method", rule.method());
        out.writeEndObject();
    }

    private static void serviceProvider(JsonGenerator out, ServiceProvider provider) {
        out.writeStartObject();
        out.writeStringProperty("auth_url", provider.authUrl());
        out.writeStringProperty("id", provider.id());
        out.writeStringProperty("sp_url", provider.spUrl());
        out.writeEndObject();
    }

    // Upstream shows federated users more of their roles than others.
    private static ObjectNode wholeRole(Role role) {
        var body = Json.object()
                .put("id", role.id())
                .put("name", role.name())
                .put("domain_id", role.domainId())
                .put("description", role.description())
                .set("options", role.options().json());
        return role.extra().deepCopy().setAll(body);
    }

    private static void federation(JsonGenerator out, Federation federation) {
        out.writeObjectPropertyStart("OS-FEDERATION");
        objects(out, "groups", federation.groupIds(), id -> {
            out.writeStartObject();
            out.writeStringProperty("id", id);
            out.writeEndObject();
        });
        identified(out, "identity_provider", federation.identityProviderId());
        identified(out, "protocol", federation.protocolId());
        out.writeEndObject();
    }

    private static void named(JsonGenerator out, String member, String id, String name) {
        out.writeObjectPropertyStart(member);
        out.writeStringProperty("id", id);
        out.writeStringProperty("name", name);
        out.writeEndObject();
    }

    private static void identified(JsonGenerator out, String member, String id) {
        out.writeObjectPropertyStart(member);
        out.writeStringProperty("id", id);
        out.writeEndObject();
    }

    private static void strings(JsonGenerator out, String member, List<String> values) {
        objects(out, member, values, out::writeString);
    }

    private static <T> void objects(JsonGenerator out, String member, Iterable<T> items, Consumer<T> write) {
        out.writeArrayPropertyStart(member);
        items.forEach(write);
        out.writeEndArray();
    }

    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
