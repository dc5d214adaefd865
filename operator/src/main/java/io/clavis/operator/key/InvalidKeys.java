package io.clavis.operator.key;

/** Something that is no set of keys. The message names the key's number and shows nothing of it. */
public final class InvalidKeys extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidKeys(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
