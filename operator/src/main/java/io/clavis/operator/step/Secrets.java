package io.clavis.operator.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What Secrets hold. */
public final class Secrets {
    private Secrets() {}

    /** All that it holds, in base64. */
    public static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : secret.getData();
    }

    /** One value as text; empty where it is not there or has no letters. */
    public static Optional<String> text(Secret secret, String key) {
        return Optional.ofNullable(data(secret).get(key))
                .map(value -> new String(Base64.getDecoder().decode(value), UTF_8))
                .filter(value -> !value.isEmpty());
    }

    /** A text as a Secret holds it. */
    public static String held(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
