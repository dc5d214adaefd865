package io.clavis.manage;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.token.TokenPayload;
import io.clavis.resource.Project;
import io.clavis.token.DelegatedBy;
import io.clavis.token.Scope;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.token.Token;
import io.clavis.token.TokenInspector.Inspection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an inspected token is shown: one fact a line, the reasons of a refusal last. */
record TokenView(PrintWriter out, Instant now) {
    /** Prints it all; whether the token is valid. */
    boolean print(String text, Inspection inspection, Optional<String> key, String provider, String configured) {
        boolean wrongKind = !provider.equals(configured);
        boolean valid = inspection.refusals().isEmpty() && !wrongKind;
        line("valid", valid ? "yes" : "no");
        line("format", provider);
        line("key", key.orElse("none that this node has"));
        inspection
                .issued()
                .ifPresentOrElse(
                        issued -> {
                            line("issued", when(issued.issuedAt()));
                            payload(issued.payload(), inspection.token());
                        },
                        () -> claimedIssue(text, provider));
        if (wrongKind) {
            line("refused", "[token] provider is " + configured + ", which takes no such tokens");
        }
        inspection.refusals().forEach(reason -> line("refused", reason));
        return valid;
    }

    private void claimedIssue(String text, String provider) {
        if (provider.equals("fernet")) {
            try {
                line("issued", when(Fernet.claimedIssue(text)) + " as it says, unverified");
            } catch (InvalidTokenException malformed) {
                line("issued", "unknown");
            }
        }
    }

    private void payload(TokenPayload payload, Optional<Token> token) {
        line("expires", when(payload.expiresAt()));
        line("user", token.map(TokenView::user).orElseGet(payload::userId));
        line("scope", token.map(Token::scope).map(TokenView::scope).orElse("no more known, see below"));
        token.ifPresent(this::resolved);
        line("methods", String.join(", ", payload.methods()));
        line("audit ids", String.join(", ", payload.auditIds()));
    }

    private void resolved(Token token) {
        var roles = token.roles().stream().map(role -> role.name()).sorted().collect(Collectors.joining(", "));
        line("roles", roles.isEmpty() ? "none" : roles);
        token.delegatedBy().ifPresent(by -> line("issued for", delegation(by)));
        token.federation()
                .ifPresent(by -> line(
                        "vouched for by",
                        "identity provider " + by.identityProviderId() + ", protocol " + by.protocolId() + ", groups "
                                + by.groupIds()));
    }

    private static String user(Token token) {
        return token.user().name() + " (" + token.user().id() + ") of domain " + named(token.userDomain());
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case ProjectScope(Project project, Project domain) ->
                "project " + named(project) + " of domain " + named(domain);
            case DomainScope(Project domain) -> "domain " + named(domain);
            case SystemScope() -> "the system";
            case Unscoped() -> "none";
        };
    }

    private static String delegation(DelegatedBy by) {
        return switch (by) {
            case DelegatedBy.ByApplicationCredential _ -> "application credential " + by.id();
            case DelegatedBy.ByCertificate _ -> "whoever holds the certificate " + by.id();
            case DelegatedBy.ByAccessToken _ -> "access token " + by.id();
            case DelegatedBy.ByTrust trust ->
                "trust " + by.id() + " of user " + trust.trustor().id();
        };
    }

    private static String named(Project project) {
        return project.name() + " (" + project.id() + ")";
    }

    private String when(Instant moment) {
        var distance = Duration.between(now, moment);
        var seconds = distance.abs().toSeconds();
        return moment + (distance.isNegative() ? " (" + seconds + " s ago)" : " (in " + seconds + " s)");
    }

    // Names come from whoever may name things: a line stays one line.
    private void line(String name, String value) {
        out.println(name + ": " + value.replaceAll("\\p{Cntrl}", " "));
    }
}
