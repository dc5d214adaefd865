package io.clavis.auth;

import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.resource.Project;
import io.clavis.token.TokenParts;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Methods {@code external} and {@code kerberos}: a trusted web server in front authenticated the user and says the name
 * in {@code REMOTE_USER}. The user must be there already.
 */
public final class ExternalMethod implements AuthMethod {
    static final String NAME = "external";
    private static final String KERBEROS = "kerberos";
    private final String name;
    private final AssertionHeaders assertions;
    private final Users users;
    private final TokenParts parts;
    private final Lookup lookup;
    private final boolean namesDomain;
    private final String defaultDomainId;

    private ExternalMethod(
            String name,
            boolean namesDomain,
            AssertionHeaders assertions,
            Users users,
            TokenParts parts,
            String domain) {
        this.name = name;
        this.namesDomain = namesDomain;
        this.assertions = assertions;
        this.users = users;
        this.parts = parts;
        this.lookup = new Lookup(users, parts);
        this.defaultDomainId = domain;
    }

    /** Both methods. To {@code kerberos} the domain may always be named, as upstream has it. */
    public static Stream<AuthMethod> all(
            ExternalSettings settings, AssertionSettings proxies, Users users, TokenParts parts) {
        var assertions = new AssertionHeaders(proxies);
        var domain = settings.defaultDomainId();
        return Stream.of(
                new ExternalMethod(NAME, settings.namesDomain(), assertions, users, parts, domain),
                new ExternalMethod(KERBEROS, true, assertions, users, parts, domain));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        var assertion = assertions.of(attempt.call().request());
        var remoteUser =
                assertion.remoteUser().orElseThrow(() -> new Unauthorized("no web server vouches for who calls"));
        if (name.equals(KERBEROS)
                && assertion.variable("AUTH_TYPE").filter("Negotiate"::equals).isEmpty()) {
            throw new Unauthorized("the web server did not authenticate by Negotiate");
        }
        return domainId(assertion)
                .flatMap(domainId -> users.findByName(remoteUser, domainId))
                .filter(User::enabled)
                .flatMap(lookup::account)
                .map(Proof::of)
                .orElseThrow(() -> new Unauthorized("the web server vouches for nobody who is known and enabled"));
    }

    private Optional<String> domainId(Assertion assertion) {
        var named = namesDomain ? assertion.variable("REMOTE_DOMAIN") : Optional.<String>empty();
        return named.isEmpty()
                ? Optional.of(defaultDomainId)
                : named.flatMap(parts::domainByName).map(Project::id);
    }
}
