package io.clavis.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.token.IssuedToken;
import io.clavis.crypto.token.TokenFormat;
import io.clavis.db.Database;
import io.clavis.http.Failure;
import io.clavis.http.NotFound;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells an operator all about one token, and every reason why it is refused. It changes nothing; clients are told far
 * less (see {@link Refusal}).
 */
public final class TokenInspector {
    private final TokenFormat format;
    private final TokenResolver resolver;
    private final RevocationStore revocations;
    private final InstantSource clock;

    public TokenInspector(TokenFormat format, TokenSources sources, Database database, InstantSource clock) {
        this.format = format;
        this.resolver = new TokenResolver(sources, TokenParts.asTheyAre(sources, database));
        this.revocations = new RevocationStore(database);
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param issued what is sealed in it; empty where none of our keys sealed it
     * @param token what it stands for just now; empty where that is no more
     * @param refusals why it is not valid now; empty where it is
     */
    public record Inspection(Optional<IssuedToken> issued, Optional<Token> token, List<String> refusals) {
        public Inspection {
            refusals = List.copyOf(refusals);
        }
    }

    /** Looks into a token. */
    public Inspection inspect(String text) {
        IssuedToken issued;
        try {
            issued = format.read(text);
        } catch (InvalidTokenException notOurs) {
            return new Inspection(
                    Optional.empty(), Optional.empty(), List.of("it cannot be opened: " + notOurs.getMessage()));
        }
        var refusals = new ArrayList<String>();
        var ends = issued.payload().expiresAt();
        if (clock.millis() >= ends.toEpochMilli()) {
            refusals.add("it expired at " + ends);
        }
        var token = resolve(issued, refusals);
        token.ifPresent(resolved -> {
            if (!resolved.user().enabled()) {
                refusals.add("user " + resolved.user().id() + " is disabled");
            }
            revoked(resolved, refusals);
        });
        return new Inspection(Optional.of(issued), token, refusals);
    }

    private Optional<Token> resolve(IssuedToken issued, List<String> refusals) {
        try {
            return Optional.of(resolver.resolve(issued));
        } catch (NotFound gone) {
            refusals.add(
                    gone.text().equals(Refusal.invalid().text())
                            ? "its user has no role in its scope any more, or what it was issued for has changed"
                            : gone.text());
        } catch (Failure refused) {
            refusals.add(refused.debugText());
        }
        return Optional.empty();
    }

    private void revoked(Token token, List<String> refusals) {
        var subject = RevocationSubject.of(token);
        revocations.after(Instant.EPOCH).stream()
                .filter(event -> event.matches(subject))
                .map(TokenInspector::sentence)
                .distinct()
                .forEach(refusals::add);
    }

    private static String sentence(RevocationEvent event) {
        var named = event.attributes().entrySet().stream()
                .map(attribute -> attribute.getKey().name().toLowerCase(Locale.ROOT) + " " + attribute.getValue())
                .collect(Collectors.joining(" and "));
        return "it was revoked at " + event.revokedAt() + ", with all tokens of "
                + (named.isEmpty() ? "anybody" : named) + " issued until " + event.issuedBefore();
    }
}
