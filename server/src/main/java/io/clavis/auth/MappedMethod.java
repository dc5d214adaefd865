package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.token.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Method {@code mapped}, and the others that are the same under the name of a federation protocol: an identity provider
 * vouches for the user. With the id of a token it stands for the token that was got so.
 */
public final class MappedMethod implements AuthMethod {
    private static final List<String> NAMES = List.of("mapped", "saml2", "openid", "x509");
    private final String name;
    private final FederatedLogin login;
    private final Tokens tokens;

    private MappedMethod(String name, FederatedLogin login, Tokens tokens) {
        this.name = name;
        this.login = login;
        this.tokens = tokens;
    }

    /** The method under each of its names. */
    public static Stream<AuthMethod> all(FederatedLogin login, Tokens tokens) {
        return NAMES.stream().map(name -> new MappedMethod(name, login, tokens));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        if (data.has("id")) {
            return continued(AuthDocument.text(data, "id"));
        }
        return login.login(attempt, required(data, "identity_provider"), required(data, "protocol"));
    }

    private Proof continued(String text) {
        var token = tokens.validate(text, Duration.ZERO)
                .forServiceThatKeeps(Optional.empty())
                .token();
        var federation =
                token.federation().orElseThrow(() -> new BadRequest("The token is not one of a federated user."));
        tokens.requireUsable(federation);
        return Proof.continuing(token, List.of());
    }

    private static String required(ObjectNode data, String member) {
        if (!data.has(member)) {
            throw BadRequest.missing(member, "mapped");
        }
        return AuthDocument.text(data, member);
    }
}
