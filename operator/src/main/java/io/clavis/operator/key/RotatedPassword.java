package io.clavis.operator.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a password that somebody laid down may become the administrator's. */
public final class RotatedPassword {
    /** The only key of a Secret with such a password. */
    public static final String KEY = "password";

    /** The fewest characters, whatever is asked for. */
    public static final int SHORTEST = 24;

    private static final Pattern URL_SAFE = Pattern.compile("[A-Za-z0-9_-]+");

    private RotatedPassword() {}

    /**
     * Why it may not; empty where it may. Shows nothing of it.
     *
     * @param data what was laid down, in base64
     * @param completedAt when the rotation was complete, as RFC 3339
     * @param length the fewest characters that are asked for
     */
    public static Optional<String> problem(Map<String, String> data, @Nullable String completedAt, int length) {
        var incomplete = Completion.problem(completedAt);
        if (incomplete.isPresent()) {
            return incomplete;
        }
        var held = data.get(KEY);
        if (held == null || !data.keySet().equals(Set.of(KEY))) {
            return Optional.of("expected the key " + KEY + " and no other");
        }
        try {
            return problem(new String(Base64.getDecoder().decode(held), UTF_8), Math.max(length, SHORTEST));
        } catch (IllegalArgumentException e) {
            return Optional.of("it is not base64");
        }
    }

    private static Optional<String> problem(String password, int length) {
        if (password.lines().count() > 1 || password.endsWith("\n")) {
            return Optional.of("it is not one line");
        }
        if (password.length() < length) {
            return Optional.of("it has " + password.length() + " characters, expected at least " + length);
        }
        return URL_SAFE.matcher(password).matches()
                ? Optional.empty()
                : Optional.of("it has other characters than letters, digits, - and _");
    }
}
