package io.clavis.http;

/** 403: the caller is known and may not do this, or a rule of the service forbids it to everyone. */
public final class Forbidden extends Failure {
    private static final String TEXT = "You are not authorized to perform the requested action";

    private Forbidden(String text, String reason) {
        super(403, "Forbidden", text, reason, null);
    }

    /** A refusal by policy rule, which the answer names. */
    public static Forbidden action(String rule) {
        var text = TEXT + ": " + rule + ".";
        return new Forbidden(text, text);
    }

    /** A refusal whose reason the client may know. */
    public static Forbidden because(String text) {
        return new Forbidden(text, text);
    }

    /** A refusal whose reason stays in the log, as upstream's SecurityError hides it. */
    public static Forbidden hidden(String reason) {
        return new Forbidden(TEXT + ".", reason);
    }
}
