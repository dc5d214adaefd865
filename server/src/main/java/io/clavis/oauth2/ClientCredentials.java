package io.clavis.oauth2;

import io.clavis.http.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * How a client says who it is (RFC 6749, 2.3.1): by HTTP Basic authentication or, where that is missing, in the form.
 *
 * @param id an application credential's
 */
record ClientCredentials(String id, String secret) {
    private static final String BASIC = "basic ";

    /** Empty where the id or the secret is missing. */
    static Optional<ClientCredentials> of(Call call) {
        var form = call.form();
        return call.header("Authorization")
                .flatMap(ClientCredentials::basic)
                .or(() -> Optional.of(new ClientCredentials(
                        form.field("client_id").orElse(""),
                        form.field("client_secret").orElse(""))))
                .filter(client -> !client.id.isEmpty() && !client.secret.isEmpty());
    }

    private static Optional<ClientCredentials> basic(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            var parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return Optional.of(new ClientCredentials(parts[0], parts.length > 1 ? parts[1] : ""));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
