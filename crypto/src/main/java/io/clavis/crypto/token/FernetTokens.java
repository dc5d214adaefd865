package io.clavis.crypto.token;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.KeySource;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Fernet tokens ({@code [token] provider = fernet}). Safe for use by many threads. */
public final class FernetTokens implements TokenFormat {
    private final Fernet fernet;
    private final PayloadFormat format;
    private final InstantSource clock;

    /**
     * Tokens are bound to the order of {@code authMethods}, which is {@code [auth] methods} as configured.
     *
     * @param defaultDomainId {@code [identity] default_domain_id}
     */
    public FernetTokens(
            KeySource keys,
            List<String> authMethods,
            String defaultDomainId,
            InstantSource clock,
            SecureRandom random) {
        this.fernet = new Fernet(keys, clock, random);
        this.format = new PayloadFormat(authMethods, defaultDomainId);
        this.clock = clock;
    }

    @Override
    public SealedToken issue(TokenPayload payload) {
        var issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new SealedToken(fernet.encryptUnpadded(format.write(payload), issuedAt), issuedAt);
    }

    @Override
    public IssuedToken read(String token) {
        var message = fernet.decrypt(token);
        return new IssuedToken(format.readToken(message.plaintext()), message.issuedAt());
    }

    @Override
    public List<PublicKey> publicKeys() {
        return List.of();
    }
}
