package io.clavis.token;

import com.github.benmanes.caffeine.cache.Ticker;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.crypto.token.ApplicationCredentialScopedPayload;
import io.clavis.crypto.token.AuditIds;
import io.clavis.crypto.token.DomainScopedPayload;
import io.clavis.crypto.token.FederatedDomainScopedPayload;
import io.clavis.crypto.token.FederatedProjectScopedPayload;
import io.clavis.crypto.token.FederatedUnscopedPayload;
import io.clavis.crypto.token.IssuedToken;
import io.clavis.crypto.token.Oauth2CredentialsScopedPayload;
import io.clavis.crypto.token.OauthScopedPayload;
import io.clavis.crypto.token.ProjectScopedPayload;
import io.clavis.crypto.token.SealedToken;
import io.clavis.crypto.token.SystemScopedPayload;
import io.clavis.crypto.token.TokenFormat;
import io.clavis.crypto.token.TokenPayload;
import io.clavis.crypto.token.TrustScopedPayload;
import io.clavis.crypto.token.UnscopedPayload;
import io.clavis.db.ChangeListener;
import io.clavis.db.Database;
import io.clavis.db.Origin;
import io.clavis.http.Authentication;
import io.clavis.http.Caller;
import io.clavis.http.Delegation;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.http.Unavailable;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.DelegatedBy.ByCertificate;
import io.clavis.token.DelegatedBy.ByTrust;
import io.clavis.token.RevocationEvent.Attribute;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.trust.TrustChain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues, validates and revokes tokens. A validation is answered from memory as long as nothing that the answer was
 * made from has changed; that costs one look-up and one check for revocation, and no SQL. Thread-safe.
 */
public final class Tokens implements Authentication {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private final TokenFormat format;
    private final AuditIds auditIds;
    private final TokenResolver resolver;
    private final Freshness freshness;
    private final TokenParts parts;
    private final Revocations revocations;
    private final Database database;
    private final TokenSettings settings;
    private final InstantSource clock;
    private final TokenBody bodies;
    private final ValidationCache cache;
    private final Resolutions resolutions;

    public Tokens(
            TokenFormat format,
            AuditIds auditIds,
            TokenSources sources,
            Revocations revocations,
            Database database,
            TokenSettings settings,
            InstantSource clock) {
        this.format = format;
        this.auditIds = auditIds;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.freshness = new Freshness(settings.keepAnswers(), ticker);
        this.parts = new TokenParts(sources, database, freshness, settings.keepParts(), ticker);
        this.resolver = new TokenResolver(sources, parts);
        this.revocations = revocations;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.bodies = new TokenBody(settings.adminProject());
        this.cache = new ValidationCache(settings, freshness, clock);
        this.resolutions = new Resolutions(cache::holds);
    }

    /** The form of the tokens. */
    public TokenFormat format() {
        return format;
    }

    /** To be told of every change, together with {@link Revocations}. */
    public ChangeListener listener() {
        return freshness;
    }

    /** What tokens are made of, for those who find out what to ask a token for. */
    public TokenParts parts() {
        return parts;
    }

    @Override
    public Optional<Caller> caller(String text) {
        try {
            var valid = validate(text, Duration.ZERO);
            return Optional.of(new Caller(text, valid.credentials(), isInPerson(valid.token())));
        } catch (NotFound refused) {
            return Optional.empty();
        }
    }

    /**
     * The token behind a text; 404 with the reason where it is not valid now.
     *
     * @param window how long after its end it still counts
     */
    public ValidToken validate(String text, Duration window) {
        if (text.isEmpty()) {
            throw Refusal.absent();
        }
        database.nodes().requireCurrent();
        var digest = TokenDigest.of(text);
        var known = cache.find(digest);
        if (known != null) {
            requireCurrent(known, window);
            if (cache.ages(known)) {
                renew(text, digest, known);
            }
            return known;
        }
        var issued = read(text);
        // An expired token is refused before anything is read for it: whoever found one must not be able to burn the
        // database with it.
        requireUnexpired(issued.payload(), window);
        var valid = cache.isEnabled() ? resolutions.resolve(digest, () -> resolve(issued, digest)) : resolve(issued);
        requireCurrent(valid, window);
        return valid;
    }

    /** The same within {@code [token] allow_expired_window}, for services that finish what a token began. */
    public ValidToken validateExpired(String text) {
        return validate(text, settings.allowExpiredWindow());
    }

    /** The answer that shows a valid token. The bytes are not to be changed. */
    public byte[] body(String text, ValidToken valid, boolean withCatalog) {
        if (!withCatalog || valid.token().scope() instanceof Unscoped) {
            return valid.body();
        }
        var rendered = valid.bodyWithCatalog();
        if (rendered == null) {
            rendered = withCatalog(valid.token(), valid.body());
            cache.replace(TokenDigest.of(text), valid, valid.withCatalog(rendered));
        }
        return rendered;
    }

    /** The answer that shows a new token. */
    public byte[] body(Issued issued, boolean withCatalog) {
        var token = issued.token();
        var body = bodies.render(token, parts.serviceProviders());
        return withCatalog && !(token.scope() instanceof Unscoped) ? withCatalog(token, body) : body;
    }

    private byte[] withCatalog(Token token, byte[] body) {
        var userId = token.trust().map(ByTrust::trustor).orElse(token.user()).id();
        return TokenBody.withCatalog(body, parts.catalog(userId, token.scope()));
    }

    /** A new token as issued. The text is a secret. */
    public record Issued(String text, Token token) {
        @Override
        public String toString() {
            return "Issued[" + token.auditId() + "]";
        }
    }

    /**
     * What a token by a trust is delegated by; 403 where the user is not its trustee, or the trustor is disabled, 404
     * where the trustor is not there or in a disabled domain.
     */
    public ByTrust byTrust(TrustChain chain, String userId) {
        return resolver.byTrust(chain, userId);
    }

    /**
     * Issues a token; 401 where the user has no role in the scope. It is not kept in memory: most are never asked for
     * where they were issued, and what they were made of is remembered.
     */
    public Issued issue(TokenRequest request) {
        var roles = resolver.roles(request.user().id(), request.scope(), request.delegatedBy(), request.federation());
        if (roles.isEmpty() && !(request.scope() instanceof Unscoped)) {
            database.awaitAgreement();
            throw new Unauthorized("user " + request.user().id() + " has no role in " + request.scope());
        }
        var payload = payload(request);
        var sealed = seal(payload);
        return new Issued(
                sealed.text(),
                new Token(
                        payload,
                        sealed.issuedAt(),
                        request.user(),
                        request.userDomain(),
                        request.scope(),
                        roles,
                        request.delegatedBy()));
    }

    /** Whether the user came in person for a token, by methods of the user's own only. */
    public boolean isInPerson(Token token) {
        return Delegation.isInPerson(token.methods(), settings.primaryMethods());
    }

    /**
     * Checks that a federated user may still exchange a token: 403 where the identity provider is disabled, 404 where it
     * or how it is mapped is gone, 401 where a group is.
     */
    public void requireUsable(Federation federation) {
        resolver.requireUsable(federation);
    }

    private SealedToken seal(TokenPayload payload) {
        try {
            return format.issue(payload);
        } catch (KeyRepositoryException unusable) {
            LOG.error("no token can be issued: {}", unusable.getMessage());
            throw new Unavailable("This node cannot issue tokens.", unusable);
        }
    }

    /**
     * Revokes a token.
     *
     * @param chain whether the tokens that were made from it end too
     */
    public void revoke(Origin origin, ValidToken valid, boolean chain) {
        var auditId = List.of(valid.token().auditId());
        database.write(origin, tx -> {
            revocations.record(tx, Attribute.AUDIT_ID, auditId);
            if (chain) {
                revocations.record(tx, Attribute.AUDIT_CHAIN_ID, auditId);
            }
            return true;
        });
    }

    private ValidToken resolve(IssuedToken issued) {
        var since = freshness.now();
        long now = clock.millis();
        var valid = render(resolved(issued), since, now);
        requireUnrevoked(valid);
        requireEnabled(valid.token());
        return valid;
    }

    // Once one node has refused a token, none accepts it any longer.
    private Token resolved(IssuedToken issued) {
        try {
            return resolver.resolve(issued);
        } catch (NotFound refused) {
            database.awaitAgreement();
            throw refused;
        }
    }

    // What was looked for in vain may have been found since by who came a moment before.
    private ValidToken resolve(IssuedToken issued, TokenDigest digest) {
        var known = cache.find(digest);
        return known == null ? keep(digest, resolve(issued)) : known;
    }

    private ValidToken keep(TokenDigest digest, ValidToken valid) {
        cache.put(digest, valid);
        return valid;
    }

    // A token in use is never waited for: what was made of it before is made again beside the requests.
    private void renew(String text, TokenDigest digest, ValidToken known) {
        resolutions.renew(digest, () -> {
            try {
                var valid = resolve(read(text));
                return keep(
                        digest,
                        known.bodyWithCatalog() == null
                                ? valid
                                : valid.withCatalog(withCatalog(valid.token(), valid.body())));
            } catch (NotFound refused) {
                cache.drop(digest);
                throw refused;
            }
        });
    }

    private IssuedToken read(String text) {
        try {
            return format.read(text);
        } catch (InvalidTokenException notOurs) {
            throw Refusal.unrecognized();
        }
    }

    private ValidToken render(Token token, long since, long resolvedAt) {
        return new ValidToken(token, since, resolvedAt, bodies.render(token, parts.serviceProviders()));
    }

    private void requireCurrent(ValidToken known, Duration window) {
        requireUnexpired(known.token().payload(), window);
        requireUnrevoked(known);
    }

    private void requireUnexpired(TokenPayload payload, Duration window) {
        if (clock.millis() >= payload.expiresAt().toEpochMilli() + window.toMillis()) {
            throw Refusal.invalid();
        }
    }

    private void requireUnrevoked(ValidToken valid) {
        if (revocations.isRevoked(valid.subject())) {
            database.awaitAgreement();
            throw Refusal.invalid();
        }
    }

    // A user can be disabled where nobody tells us, in a directory for example. The event makes sure that the tokens
    // do not come back to life with the user.
    private void requireEnabled(Token token) {
        if (token.user().enabled()) {
            return;
        }
        database.write(Origin.SYSTEM, tx -> {
            revocations.userChanged(tx, token.user().id());
            return true;
        });
        throw Refusal.invalid();
    }

    private TokenPayload payload(TokenRequest request) {
        var userId = request.user().id();
        var methods = request.methods();
        var ends = ends(request);
        var audit = new ArrayList<String>(2);
        audit.add(auditIds.next());
        request.parentAuditId().ifPresent(audit::add);
        if (request.delegatedBy().isEmpty() && request.federation().isPresent()) {
            return payload(request, request.federation().get(), ends, audit);
        }
        return switch (request.scope()) {
            case ProjectScope scope -> {
                var projectId = scope.project().id();
                yield request.delegatedBy()
                        .<TokenPayload>map(by -> switch (by) {
                            case ByApplicationCredential _ ->
                                new ApplicationCredentialScopedPayload(
                                        userId, methods, projectId, by.id(), ends, audit);
                            case ByAccessToken _ ->
                                new OauthScopedPayload(userId, methods, projectId, by.id(), ends, audit);
                            case ByTrust _ -> new TrustScopedPayload(userId, methods, projectId, by.id(), ends, audit);
                            case ByCertificate _ ->
                                new Oauth2CredentialsScopedPayload(
                                        userId, methods, projectId, null, by.id(), ends, audit);
                        })
                        .orElseGet(() -> new ProjectScopedPayload(userId, methods, projectId, ends, audit));
            }
            case DomainScope scope ->
                new DomainScopedPayload(userId, methods, scope.domain().id(), ends, audit);
            case SystemScope _ -> new SystemScopedPayload(userId, methods, "all", ends, audit);
            case Unscoped _ -> new UnscopedPayload(userId, methods, ends, audit);
        };
    }

    private static TokenPayload payload(TokenRequest request, Federation by, Instant ends, List<String> audit) {
        var userId = request.user().id();
        var methods = request.methods();
        var groups = by.groupIds();
        var provider = by.identityProviderId();
        var protocol = by.protocolId();
        return switch (request.scope()) {
            case ProjectScope scope ->
                new FederatedProjectScopedPayload(
                        userId, methods, scope.project().id(), groups, provider, protocol, ends, audit);
            case DomainScope scope ->
                new FederatedDomainScopedPayload(
                        userId, methods, scope.domain().id(), groups, provider, protocol, ends, audit);
            case Unscoped _ -> new FederatedUnscopedPayload(userId, methods, groups, provider, protocol, ends, audit);
            // No form of token has room for both.
            case SystemScope _ -> throw new Unauthorized("a federated user cannot have a token for the system");
        };
    }

    // A token never outlives what it was issued for (CVE-2022-2447).
    private Instant ends(TokenRequest request) {
        var ends = request.expiresAt()
                .orElseGet(() -> clock.instant().plus(settings.expiration()).truncatedTo(ChronoUnit.SECONDS));
        return request.delegatedBy()
                .flatMap(DelegatedBy::expiresAt)
                .filter(end -> end.isBefore(ends))
                .orElse(ends);
    }
}
