package io.clavis.mapping;

/** Rules that cannot be applied to an assertion, or that make nobody of it. The reason is for the operator. */
public final class MappingFailure extends RuntimeException {
    public MappingFailure(String reason) {
        super(reason, null, false, false);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
