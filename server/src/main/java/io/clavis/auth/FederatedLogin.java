package io.clavis.auth;

import io.clavis.federation.IdentityProvider;
import io.clavis.federation.Mapping;
import io.clavis.federation.Protocol;
import io.clavis.federation.SchemaVersion;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Visitor;
import io.clavis.mapping.MappedIdentity;
import io.clavis.mapping.MappedProject;
import io.clavis.mapping.MappedUser;
import io.clavis.mapping.MappingEngine;
import io.clavis.mapping.MappingFailure;
import io.clavis.token.Federation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an assertion to a user: the provider must be known, its mapping says who it is. Thread-safe. */
public final class FederatedLogin {
    private static final Logger LOG = LoggerFactory.getLogger(FederatedLogin.class);
    private final FederationParts parts;
    private final AssertionSettings settings;
    private final AssertionHeaders assertions;
    private final Lookup lookup;

    public FederatedLogin(FederationParts parts, AssertionSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.assertions = new AssertionHeaders(settings);
        this.lookup = new Lookup(parts.users(), parts.tokenParts());
    }

    /**
     * Who the assertion is about. The order of the checks is upstream's.
     *
     * @throws NotFound for an unknown provider, protocol, mapping, domain or role
     * @throws Forbidden for a provider that is disabled, or another than the assertion comes from
     * @throws Unauthorized where the mapping makes nobody of the assertion
     */
    Proof login(Attempt attempt, String idpId, String protocolId) {
        var provider = enabled(parts.identityProviders().require(idpId));
        var protocol = parts.protocols().require(idpId, protocolId);
        var assertion = assertion(attempt.call());
        checkProvider(provider, protocol, assertion);
        var mapping = mapping(protocol);
        var version = version(mapping);
        var identity = evaluate(mapping, version, assertion.attributes(settings.assertionPrefix()));
        return identity.user().local()
                ? Proof.of(local(identity.user()))
                : ephemeral(attempt, assertion, provider, protocol, identity, version);
    }

    /**
     * Whom an assertion makes of somebody who asks for no token: a user who is there, or whoever is in some groups.
     * Nothing is written.
     *
     * @throws NotFound for an unknown protocol, mapping or domain
     * @throws Forbidden for a provider that is disabled
     * @throws Unauthorized where the mapping makes nobody of the assertion
     */
    Passer pass(Assertion assertion, String idpId, String protocolId) {
        var protocol = parts.protocols().require(idpId, protocolId);
        var provider = enabled(parts.identityProviders().require(idpId));
        var mapping = mapping(protocol);
        var identity = evaluate(mapping, version(mapping), assertion.attributes(""));
        if (identity.user().local()) {
            return new Passer.Local(local(identity.user()));
        }
        var domains = new MappedDomains(parts.projects(), provider.domainId());
        return new Passer.Guest(new MappedGroups(parts.groups(), domains).idsOf(identity));
    }

    /** Who passes without a token. */
    sealed interface Passer {
        /** A user who is there, and enabled. */
        record Local(Account account) implements Passer {}

        /** Nobody in particular, with the roles of some groups. */
        record Guest(List<String> groupIds) implements Passer {}
    }

    /** What is vouched for of who makes a request. */
    Assertion assertion(Call call) {
        return assertions.of(call.request());
    }

    private static IdentityProvider enabled(IdentityProvider provider) {
        if (!provider.enabled()) {
            throw Forbidden.hidden("Identity Provider " + provider.id() + " is disabled");
        }
        return provider;
    }

    private Mapping mapping(Protocol protocol) {
        return parts.mappings()
                .find(protocol.mappingId())
                .orElseThrow(() -> NotFound.of("mapping", protocol.mappingId()));
    }

    private static SchemaVersion version(Mapping mapping) {
        return SchemaVersion.of(mapping.schemaVersion())
                .orElseThrow(() -> new Unauthorized("mapping " + mapping.id() + " has an unknown schema version"));
    }

    /** The variable by which a provider says its name. */
    Optional<String> remoteIdVariable(Protocol protocol) {
        return Optional.ofNullable(protocol.remoteIdAttribute())
                .filter(name -> !name.isEmpty())
                .or(() -> settings.remoteIdAttribute().apply(protocol.id()));
    }

    // Who configures neither the variable nor the names lets every provider use this one's mapping.
    private void checkProvider(IdentityProvider provider, Protocol protocol, Assertion assertion) {
        var variable = remoteIdVariable(protocol);
        if (variable.isEmpty() || provider.remoteIds().isEmpty()) {
            return;
        }
        var remoteId = Optional.ofNullable(
                        assertion.attributes(settings.assertionPrefix()).get(variable.get()))
                .orElseThrow(() -> new Unauthorized("Could not find Identity Provider identifier in environment"));
        if (!provider.remoteIds().contains(remoteId)) {
            throw Forbidden.hidden(
                    "Incoming identity provider identifier not included among the accepted identifiers.");
        }
    }

    private static MappedIdentity evaluate(Mapping mapping, SchemaVersion version, Map<String, String> attributes) {
        try {
            return MappingEngine.evaluate(mapping.rules(), version, attributes);
        } catch (MappingFailure refused) {
            LOG.info("mapping {} makes nobody of an assertion: {}", mapping.id(), refused.reason());
            throw new Unauthorized(refused.reason());
        }
    }

    private Account local(MappedUser user) {
        var named = Json.object();
        if (user.id() != null) {
            named.put("id", user.id());
        }
        if (user.name() != null) {
            named.put("name", user.name());
        }
        user.domain().ifPresent(domain -> {
            var reference = named.putObject("domain");
            if (domain.id() != null) {
                reference.put("id", domain.id());
            }
            if (domain.name() != null) {
                reference.put("name", domain.name());
            }
        });
        return lookup.account(named)
                .filter(account -> account.user().enabled())
                .orElseThrow(() -> new Unauthorized("no such enabled user in an enabled domain"));
    }

    private Proof ephemeral(
            Attempt attempt,
            Assertion assertion,
            IdentityProvider provider,
            Protocol protocol,
            MappedIdentity identity,
            SchemaVersion version) {
        var domains = new MappedDomains(parts.projects(), provider.domainId());
        var groupIds = new MappedGroups(parts.groups(), domains).idsOf(identity);
        var user = identity.user();
        var uniqueId = uniqueId(user, assertion);
        var name = name(user, assertion).orElse(uniqueId);
        var domainId = domains.idOf(user.domain());
        var wishes = identity.projects().stream()
                .map(project -> wish(project, domains))
                .toList();
        var plan = parts.provisioning().plan(wishes, domainId, provider.id());
        var visitor = new Visitor(
                provider.id(), protocol.id(), UrlQuote.of(uniqueId), name, user.email(), domainId, groupIds);
        var account = account(parts.shadowUsers().visit(attempt.origin(), visitor));
        parts.provisioning().provide(attempt.origin(), account.user().id(), plan, version.atLeast(SchemaVersion.V3));
        return new Proof(
                account,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Federation(provider.id(), protocol.id(), groupIds)));
    }

    private Account account(User user) {
        var account = lookup.account(user)
                .orElseThrow(() ->
                        new NotFound("Unable to validate token because domain " + user.domainId() + " is disabled"));
        if (!user.enabled()) {
            throw new Unauthorized("the federated user is disabled");
        }
        return account;
    }

    private static Optional<String> name(MappedUser user, Assertion assertion) {
        return Optional.ofNullable(user.name()).filter(name -> !name.isEmpty()).or(assertion::remoteUser);
    }

    private static String uniqueId(MappedUser user, Assertion assertion) {
        return Optional.ofNullable(user.id())
                .filter(id -> !id.isEmpty())
                .or(() -> name(user, assertion))
                .orElseThrow(() -> new Unauthorized(
                        "Could not map user while setting ephemeral user identity. Either mapping rules must specify"
                                + " user id/name or REMOTE_USER environment variable must be set."));
    }

    private static ProjectProvisioning.Wish wish(MappedProject project, MappedDomains domains) {
        if (project.name().isBlank()) {
            throw new BadRequest("The mapping names a project without a name.");
        }
        return new ProjectProvisioning.Wish(project.name(), domains.idOf(project.domain()), project.roles());
    }
}
