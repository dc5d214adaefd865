package io.clavis.config;

import java.util.List;

/** Options of the group {@code [jwt_tokens]}. */
public final class JwtTokensOptions {
    private static final String GROUP = "jwt_tokens";

    public static final Option<List<String>> JWS_ACCEPTED_ALGORITHMS = Option.list(
            GROUP,
            "jws_accepted_algorithms",
            List.of("ES256"),
            "Signature algorithms that are accepted when validating");

    public static final Option<String> JWS_ALGORITHM = Option.string(
                    GROUP, "jws_algorithm", "ES256", "Signature algorithm of new tokens")
            .choices("ES256", "ES384", "ES512", "EdDSA");

    public static final Option<String> JWS_PRIVATE_KEY_REPOSITORY = Option.string(
            GROUP,
            "jws_private_key_repository",
            "/etc/keystone/jws-keys/private",
            "Directory of the key that signs tokens");

    public static final Option<String> JWS_PUBLIC_KEY_REPOSITORY = Option.string(
            GROUP,
            "jws_public_key_repository",
            "/etc/keystone/jws-keys/public",
            "Directory of the keys that validate tokens");

    static final List<Option<?>> ALL =
            List.of(JWS_ACCEPTED_ALGORITHMS, JWS_ALGORITHM, JWS_PRIVATE_KEY_REPOSITORY, JWS_PUBLIC_KEY_REPOSITORY);

    private JwtTokensOptions() {}
}
