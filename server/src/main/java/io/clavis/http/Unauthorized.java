package io.clavis.http;

import java.util.List;
import java.util.Optional;

/**
 * 401: who calls is not known. The reason stays in the log (see {@link #debugText()}), because it would help someone
 * who guesses.
 */
public final class Unauthorized extends Failure {
    private static final String TEXT = "The request you have made requires authentication.";
    private final Optional<List<String>> identity;

    public Unauthorized(String reason) {
        this(TEXT, reason, Optional.empty());
    }

    private Unauthorized(String text, String reason, Optional<List<String>> identity) {
        super(401, "Unauthorized", text, reason, null);
        this.identity = identity;
    }

    /** A refusal whose reason the client may know: a locked or disabled account, an expired password. */
    public static Unauthorized because(String text) {
        return new Unauthorized(text, text, Optional.empty());
    }

    /** A method that was refused for what else was asked; upstream's answer has an empty {@code error.identity}. */
    public static Unauthorized refusedMethod(String text) {
        return new Unauthorized(text, text, Optional.of(List.of()));
    }

    /** A refusal whose text repeats what the client sent, which must not stand in a log. */
    public static Unauthorized because(String text, String reason) {
        return new Unauthorized(text, reason, Optional.empty());
    }

    /** An authentication method that is not configured; the answer names those that are. */
    public static Unauthorized unsupportedMethod(List<String> supported) {
        var text = "Attempted to authenticate with an unsupported method.";
        return new Unauthorized(text, text, Optional.of(List.copyOf(supported)));
    }

    /** The methods to name in the answer's {@code error.identity}, if it has one; none makes it an empty object. */
    Optional<List<String>> identity() {
        return identity;
    }
}
