package io.clavis.http;

import java.util.List;

/**
 * 401: who calls is not known. The reason stays in the log (see {@link #debugText()}), because it would help someone
 * who guesses.
 */
public final class Unauthorized extends Failure {
    private static final String TEXT = "The request you have made requires authentication.";
    private final String reason;
    private final List<String> supportedMethods;

    public Unauthorized(String reason) {
        this(TEXT, reason, List.of());
    }

    private Unauthorized(String text, String reason, List<String> supportedMethods) {
        super(401, "Unauthorized", text);
        this.reason = reason;
        this.supportedMethods = supportedMethods;
    }

    /** A refusal whose reason the client may know: a locked or disabled account, an expired password. */
    public static Unauthorized because(String text) {
        return new Unauthorized(text, text, List.of());
    }

    /** A refusal whose text repeats what the client sent, which must not stand in a log. */
    public static Unauthorized because(String text, String reason) {
        return new Unauthorized(text, reason, List.of());
    }

    /** An authentication method that is not configured; the answer names those that are. */
    public static Unauthorized unsupportedMethod(List<String> supported) {
        var text = "Attempted to authenticate with an unsupported method.";
        return new Unauthorized(text, text, List.copyOf(supported));
    }

    /** The methods to name in the answer's {@code error.identity}; empty for none. */
    public List<String> supportedMethods() {
        return supportedMethods;
    }

    @Override
    public String debugText() {
        return reason;
    }
}
