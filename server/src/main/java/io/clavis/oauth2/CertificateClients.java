package io.clavis.oauth2;

import io.clavis.crypto.certificate.ClientCertificate;
import io.clavis.federation.Mapping;
import io.clavis.federation.Mappings;
import io.clavis.federation.SchemaVersion;
import io.clavis.http.NotFound;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.mapping.MappedUser;
import io.clavis.mapping.MappingEngine;
import io.clavis.mapping.MappingFailure;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.token.DelegatedBy.ByCertificate;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Token;
import io.clavis.token.TokenRequest;
import io.clavis.token.Tokens;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that prove themselves by a certificate ({@code tls_client_auth}, RFC 8705). A client is a user with a default
 * project; a mapping says what the certificate's names have to be. Thread-safe.
 */
public final class CertificateClients {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateClients.class);
    private final Tokens tokens;
    private final Users users;
    private final Projects projects;
    private final Mappings mappings;
    private final String mappingId;

    /** @param mappingId {@code [oauth2] oauth2_cert_dn_mapping_id} */
    public CertificateClients(Tokens tokens, Users users, Projects projects, Mappings mappings, String mappingId) {
        this.tokens = tokens;
        this.users = users;
        this.projects = projects;
        this.mappings = mappings;
        this.mappingId = mappingId;
    }

    /**
     * A token for a client, bound to its certificate; empty where the certificate is not the client's.
     *
     * @throws NotFound where the client's default project is gone or disabled
     * @throws io.clavis.http.Unauthorized where the client has no role in it
     */
    Optional<Tokens.Issued> issue(String clientId, ClientCertificate certificate) {
        var user = users.find(clientId).filter(User::enabled);
        var domain =
                user.flatMap(found -> projects.findDomain(found.domainId())).filter(Project::enabled);
        var mapped = mapped(certificate);
        if (user.isEmpty() || domain.isEmpty() || mapped.isEmpty() || user.get().defaultProjectId() == null) {
            LOG.info(
                    "client {} is no enabled user with a default project, or {} is mapped to nobody",
                    clientId,
                    certificate);
            return Optional.empty();
        }
        if (!isThis(mapped.get(), user.get(), domain.get())) {
            LOG.info("{} is not client {}'s", certificate, clientId);
            return Optional.empty();
        }
        return Optional.of(tokens.issue(new TokenRequest(
                user.get(),
                domain.get(),
                List.of(Token.OAUTH2_CREDENTIAL),
                scope(user.get()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ByCertificate(certificate.thumbprint())),
                Optional.empty())));
    }

    private Optional<MappedUser> mapped(ClientCertificate certificate) {
        var mapping = mappings.find(mappingId);
        if (mapping.isEmpty()) {
            LOG.warn("[oauth2] oauth2_cert_dn_mapping_id: there is no mapping {}", mappingId);
        }
        return mapping.flatMap(found -> certificate.names().flatMap(names -> {
            try {
                return Optional.of(MappingEngine.evaluate(found.rules(), version(found), names)
                        .user());
            } catch (MappingFailure refused) {
                LOG.info("mapping {} makes nobody of {}: {}", mappingId, certificate, refused.reason());
                return Optional.empty();
            }
        }));
    }

    private static SchemaVersion version(Mapping mapping) {
        return SchemaVersion.of(mapping.schemaVersion()).orElse(SchemaVersion.V1);
    }

    // What the mapping says has to be so; what it does not say may be as it is. But a mapping that says nothing of the
    // user would make every certificate everybody's, which upstream lets pass.
    private static boolean isThis(MappedUser mapped, User user, Project domain) {
        var email = user.extra().path("email").asString("");
        var of = mapped.domain();
        boolean says = isSaid(mapped.name()) || isSaid(mapped.id()) || isSaid(mapped.email());
        return says
                && agrees(mapped.name(), user.name())
                && agrees(mapped.id(), user.id())
                && agrees(mapped.email(), email)
                && agrees(of.map(reference -> reference.id()).orElse(null), domain.id())
                && agrees(of.map(reference -> reference.name()).orElse(null), domain.name());
    }

    private static boolean isSaid(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static boolean agrees(@Nullable String mapped, String actual) {
        return !isSaid(mapped) || actual.equals(mapped);
    }

    private ProjectScope scope(User user) {
        return Optional.ofNullable(user.defaultProjectId())
                .flatMap(projects::find)
                .filter(Project::enabled)
                .flatMap(project -> Optional.ofNullable(project.domainId())
                        .flatMap(projects::findDomain)
                        .filter(Project::enabled)
                        .map(domain -> new ProjectScope(project, domain)))
                .orElseThrow(() -> new NotFound("the client's default project is gone or disabled"));
    }
}
